import type { Event } from '@/db/events'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'

type Details = Event['details']

/** What the account owner reads of each event: a whole phrase for each, so that it can be translated. */
const phrases: Record<Exclude<Event['type'], 'imported' | 'exported'>, (details: Details) => string> = {
  register: () => 'Account created',
  login: ({ kind, amr }) => (kind === 'api' ? clientLoggedIn(amr) : loggedIn(amr)),
  logout: () => 'Logged out',
  'sessions-revoked': ({ count, because }) => (because === 'limit' ? madeRoom(count) : loggedOut(count)),
  'app-logout-told': ({ app }) => `${app} was told to log you out`,
  'app-logout-refused': ({ app }) => `${app} was told to log you out and refused`,
  'app-logout-failed': ({ app }) => `${app} could not be told to log you out: it did not answer for two days`,
  'password-reset-requested': () => 'Password reset requested',
  'password-reset-canceled': () => 'Password reset request canceled from the email',
  'password-reset': () => 'Password reset',
  'password-changed': () => 'Password changed',
  'verify-email': () => 'Email verified',
  'email-change-requested': ({ to }) => `Email change to ${to} requested`,
  'email-changed': ({ from, to }) => `Email changed from ${from} to ${to}`,
  'email-unreachable': ({ to }) => `Emails to ${to} could not be delivered`,
  'email-complained': ({ to }) => `An email to ${to} was reported as spam`,
  'undo-email': ({ to }) => `Email change undone: your email is ${to} again`,
  contest: () => 'Account closed to everyone because a previous email address contested who owns it',
  'contest-settled': ({ to }) => `Contest decided by an operator: the email is ${to}`,
  'name-changed': () => 'Name changed',
  'phone-changed': () => 'Phone number changed',
  'not-me': () => 'Account secured: all devices were logged out and the password was disabled',
  'account-deletion-requested': () => 'Account deletion requested',
  'account-deletion-canceled': () => 'Account deletion canceled by logging in',
  'created-by-operator': () => 'Account created by an operator',
  'password-reset-link-created': () => 'Password reset link created by an operator',
  'email-unreachable-cleared': () => 'Sending to your email resumed by an operator',
  disabled: () => 'Account disabled by an operator',
  enabled: () => 'Account enabled by an operator',
  'logout-by-operator': () => 'All devices logged out by an operator',
  'email-changed-by-operator': ({ from, to }) => `Email changed from ${from} to ${to} by an operator`,
  'email-verified-by-operator': () => 'Email verified by an operator',
  'attempts-cleared-by-operator': () => 'Failed login attempts cleared by an operator',
  'password-reset-emailed-by-operator': () => 'Password reset link emailed by an operator',
  'verification-emailed-by-operator': () => 'Link to verify the email sent by an operator',
  'account-deletion-scheduled-by-operator': () => 'Account closed and its deletion scheduled by an operator',
  'account-deletion-canceled-by-operator': () => 'Account deletion canceled by an operator',
  'data-exported': () => 'Account data downloaded',
  'app-logged-in': ({ app }) => `Logged in to ${app}`,
  'app-allowed': ({ app }) => `You allowed ${app} to use your account`,
  'app-denied': ({ app }) => `You did not allow ${app} to use your account`,
  'app-removed': ({ app, operator }) =>
    operator === undefined
      ? `You removed ${app}’s access to your account`
      : `${app}’s access to your account removed by an operator`,
  'two-step-on': () => 'Two-step login turned on',
  'two-step-off': () => 'Two-step login turned off',
  'authenticator-app-replaced': () => 'New authenticator app set up',
  'authenticator-app-removed': () => 'Authenticator app removed',
  'passkey-added': ({ passkey_name: name }) => `Passkey “${name}” added`,
  'passkey-removed': ({ passkey_name: name }) => `Passkey “${name}” removed`,
  'recovery-codes-made': () => 'New recovery codes made',
  'recovery-codes-removed': () => 'Suspended recovery codes removed',
  'authenticator-app-suspended': () => 'Authenticator app suspended, because it was set up after the reported change',
  'passkey-suspended': ({ passkey_name: name }) =>
    `Passkey “${name}” suspended, because it was added after the reported change`,
  'recovery-codes-suspended': () => 'Recovery codes suspended, because they were made after the reported change',
  'two-step-restored': () => 'Two-step login turned on again',
  'authenticator-app-restored': () => 'Removed authenticator app restored',
  'passkey-restored': ({ passkey_name: name }) => `Removed passkey “${name}” restored`,
  'recovery-codes-restored': () => 'Previous recovery codes restored',
  'authenticator-app-kept': () => 'Suspended authenticator app kept: it works again',
  'passkey-kept': ({ passkey_name: name }) => `Suspended passkey “${name}” kept: it works again`,
  'recovery-codes-kept': () => 'Suspended recovery codes kept: they work again',
  'recovery-code-used': () => 'Recovery code used to log in',
  'second-step-failed': ({ failure }) => (failure === 'unfinished' ? UNFINISHED : WRONG_CODES),
  'browser-trusted': () => 'Browser trusted: it won’t be asked for the second step for a while',
  'browsers-forgotten': () => 'All browsers are asked for the second step again',
  'console-entered': () => 'Console entered',
  'factors-reset': () => 'Two-step login and passkeys reset by an operator',
}

const UNFINISHED = 'Someone entered the correct password on a new device but didn’t finish the login'
const WRONG_CODES = 'Someone entered the correct password, then five wrong codes'

/** An event whose type only a later version of Rekey knows is described by that type. */
export function describeEvent({ type, details }: { type: string; details: Details }): string {
  const known: Record<string, ((details: Details) => string) | undefined> = phrases
  return known[type]?.(details) ?? type
}

function loggedIn(amr?: string): string {
  return isByPasskey(amr) ? 'Logged in with a passkey' : 'Logged in'
}

function clientLoggedIn(amr?: string): string {
  return isByPasskey(amr) ? 'API client logged in with a passkey' : 'API client logged in'
}

/** Whether a passkey alone began the session, and was not the second step after a password. */
const isByPasskey = (amr = '') => amr.endsWith(' user')

function loggedOut(count?: string): string {
  return count === '1' ? 'A device was logged out' : `${count} devices were logged out`
}

function madeRoom(count?: string): string {
  return count === '1'
    ? `The least recently used device was logged out: an account can have ${SESSIONS_AT_MOST} sessions`
    : `The ${count} least recently used devices were logged out: an account can have ${SESSIONS_AT_MOST} sessions`
}
