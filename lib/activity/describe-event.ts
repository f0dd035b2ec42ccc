import type { Event } from '@/db/events'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'

type Details = Event['details']

const BEYOND = `, used longest ago: an account has at most ${SESSIONS_AT_MOST} sessions`

/** Every event of an account in words that a person understands. */
const words: Record<Exclude<Event['type'], 'imported' | 'exported'>, (details: Details) => string> = {
  registered: () => 'The account was created',
  'logged-in': ({ kind }) => (kind === 'api' ? 'A program logged in' : 'Logged in'),
  'logged-out': () => 'Logged out',
  'sessions-revoked': ({ count, because }) =>
    `${count === '1' ? 'A device was' : `${count} devices were`} logged out${because === 'limit' ? BEYOND : ''}`,
  'password-reset-requested': () => 'A link to set a new password was asked for',
  'reset-declined': () => 'That link was cancelled: “I did not ask for this”',
  'password-reset': () => 'A new password was set by a mailed link',
  'password-changed': () => 'The password was changed',
  'email-verified': () => 'The email address was confirmed',
  'email-change-asked': ({ to }) => `A change of the email address to ${to} was asked for`,
  'email-changed': ({ from, to }) => `The email address was changed from ${from} to ${to}`,
  'email-unreachable': ({ to }) => `Mail to ${to} came back: nothing arrives there`,
  'email-complained': ({ to }) => `A mail to ${to} was reported as spam`,
  'email-restored': ({ to }) => `The change was undone: the email address is ${to} again`,
  contested: () => 'A mailbox that had lost the account contested that: the account was closed to everybody',
  'contest-settled': ({ to }) => `An operator settled whose account it is: the email address is ${to}`,
  'name-changed': () => 'The name was changed',
  'phone-changed': () => 'The phone number was changed',
  'not-me': () => '“This wasn’t me”: every device was logged out and the password was locked',
  'deletion-asked': () => 'The deletion of the account was asked for',
  'deletion-cancelled': () => 'A login cancelled the deletion of the account',
  'created-by-operator': () => 'The account was created by an operator',
  'reset-link-made': () => 'An operator made a link to set a new password',
  'address-tried': () => 'An operator had the email address tried again',
  disabled: () => 'An operator disabled the account',
  enabled: () => 'An operator enabled the account again',
  'logged-out-by-operator': () => 'An operator logged every device out',
  'data-exported': () => 'The data of the account was downloaded',
}

/** One that a later version of the server wrote to this database is told by its type. */
export function describeEvent({ type, details }: { type: string; details: Details }): string {
  const known: Record<string, ((details: Details) => string) | undefined> = words
  return known[type]?.(details) ?? type
}
