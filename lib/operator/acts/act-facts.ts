import type { Facts } from '@/db/operator/tables'

type Words = { [Name in keyof Facts]-?: (value: NonNullable<Facts[Name]>) => string | undefined }

/** What an act says of its command, in words; nothing where it says only what was to be expected. */
const words: Words = {
  changed: (changed) => (changed ? undefined : 'Nothing was left to do'),
  // As the title of the act says.
  suspended: () => undefined,
  moved: (moved) => (moved ? 'The account has another email now' : 'The account keeps its email'),
  role: (role) => `Role: ${role}`,
  fields: (fields) => listed('Fields', fields.map(inWords)),
  kind: (kind) => `Searched by: ${kinds[kind] ?? kind}`,
  state: (state) => `State: ${inWords(state)}`,
  email_kind: (kind) => `Kind of email: ${inWords(kind)}`,
  found: (found) => `Found: ${found}`,
  more: (more) => (more ? 'There are more' : undefined),
  ended: (ended) => `Sessions ended: ${ended}`,
  cleared: (cleared) => `Counts cleared: ${cleared}`,
  retried: (retried) => `Emails queued again: ${retried}`,
  emails: (ids) => listed('IDs of the emails', ids),
  email: (id) => `ID of the email: ${id}`,
  link: (id) => `ID of the link: ${id}`,
  client: (id) => `ID of the app: ${id}`,
  made: (ids) => listed('IDs of the new keys', ids),
  kept_seconds: (seconds) => `The former secret works for another ${seconds} seconds`,
  hashes: (hashes) => (hashes ? 'With password hashes' : 'Without password hashes'),
}

/** Each fact as a sentence or a name with its value. A former version may have recorded some that this one does not know. */
export function factsInWords(facts: Facts): string[] {
  const told = Object.entries(facts).map(([name, value]) => {
    const say = Object.hasOwn(words, name) ? (words[name as keyof Facts] as (value: unknown) => string) : undefined
    return say ? say(value) : `${name}: ${Array.isArray(value) ? value.join(', ') : value}`
  })
  return told.filter((each) => each !== undefined)
}

const listed = (name: string, values: string[]) => (values.length > 0 ? `${name}: ${values.join(', ')}` : undefined)

/** `first_name` and `to-be-deleted` as people write them. */
const inWords = (name: string) => name.replaceAll(/[_-]/g, ' ')

const kinds: Record<string, string> = {
  id: 'ID',
  email: 'email',
  phone: 'phone number',
  'email-begins': 'beginning of an email',
  'name-begins': 'beginning of a name',
  'email-or-name-begins': 'beginning of an email or name',
}
