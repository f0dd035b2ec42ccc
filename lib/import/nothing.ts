/** How databases and exporters write that there is nothing; MySQL's zero date is what it keeps in the place of none. */
const NOTHING = /^(|\\N|null|none|nil|undefined|nan|nat|na|<na>|<null>|\(null\)|\[null\])$/i
const ZERO_DATE = /^0000-00-00(?:[T ]00:00(?::00(?:\.0{1,9})?)?Z?)?$/
/** The same, as it is never capitalized in a name. */
const UNLIKE_A_NAME = /^(NULL|null|None|nil|undefined|NaN|NaT|<NA>|<null>|<NULL>|\(null\)|\(NULL\)|\[null\]|\[NULL\])$/

export function isNothing(text: string | null | undefined): boolean {
  return text === null || text === undefined || NOTHING.test(text.trim())
}

export function isZeroDate(text: string): boolean {
  return ZERO_DATE.test(text)
}

/** People are called Null: as a name it is one, and only what a program writes is in doubt. */
export function mayBeNothing(name: string): boolean {
  return UNLIKE_A_NAME.test(name.trim())
}
