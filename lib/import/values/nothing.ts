/** How databases and exporters write a missing value. MySQL stores its zero date for a missing date. */
const NOTHING = /^(|\\N|null|none|nil|undefined|nan|nat|na|<na>|<null>|\(null\)|\[null\])$/i
const ZERO_DATE = /^0000-00-00(?:[T ]00:00(?::00(?:\.0{1,9})?)?Z?)?$/
/** The same texts in a capitalization that a name does not have. */
const UNLIKE_A_NAME = /^(NULL|null|None|nil|undefined|NaN|NaT|<NA>|<null>|<NULL>|\(null\)|\(NULL\)|\[null\]|\[NULL\])$/

export function isNothing(text: string | null | undefined): boolean {
  return text === null || text === undefined || NOTHING.test(text.trim())
}

export function isZeroDate(text: string): boolean {
  return ZERO_DATE.test(text)
}

/** Some people are named Null, so only the spellings of programs are in doubt. */
export function mayBeNothing(name: string): boolean {
  return UNLIKE_A_NAME.test(name.trim())
}
