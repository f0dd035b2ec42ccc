/** The columns by which operators find accounts by name: "first last" and "last first", as they are compared. */
export type NameKeys = { nameKey: string; lastNameKey: string }

/** In UTF-16 units. NFKC can make a name eighteen times as long, and a row of an index has little more than 2,700 bytes. */
const LONGEST = 256

/** The keys of a name. Whoever writes a name to an account writes these too. */
export function nameKeys({ firstName, lastName }: { firstName: string; lastName: string }): NameKeys {
  return { nameKey: nameKey(`${firstName} ${lastName}`), lastNameKey: nameKey(`${lastName} ${firstName}`) }
}

/**
 * The form in which names are compared: NFKC, without case, and with single blanks. Emails never are, because for them
 * similar characters must stay different. The database takes neither zero
 * bytes nor half surrogate pairs, and the last of all characters ends a search for a beginning.
 */
export function nameKey(name: string): string {
  const folded = fold(name.normalize('NFKC')).normalize('NFKC')
  const collapsed = folded.replace(/[\0\p{Cs}\u{10ffff}]/gu, '').replace(/[\s\p{Z}]+/gu, ' ')
  return collapsed
    .trim()
    .slice(0, LONGEST)
    .replace(/\p{Cs}$/u, '')
}

/** Through the capitals, so that "ß" meets "SS"; each character by itself, because "Σ" becomes "ς" only at the end of a word. */
const fold = (text: string) => [...text].map((letter) => [...letter.toUpperCase()].map(small).join('')).join('')
const small = (letter: string) => letter.toLowerCase()
