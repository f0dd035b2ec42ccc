import { config } from './config'

/** Every way an operation can refuse, with the status and the title that pages and the JSON API show. */
export const failures = {
  'malformed-request': { status: 400, title: 'The request could not be read.' },
  'malformed-json': { status: 400, title: 'The request body must be a single JSON object.' },
  'malformed-form': { status: 400, title: 'We couldn’t read the form. Please reload the page.' },
  'secret-in-url': { status: 400, title: 'Send emails, passwords and tokens in the request body, never in the URL.' },
  'bad-signature': { status: 400, title: 'The signature is missing, invalid or too old.' },
  'link-expired': { status: 400, title: 'This link has expired.' },
  'link-used': { status: 400, title: 'This link was already used.' },
  'link-replaced': { status: 400, title: 'This link was replaced by a newer link or a later change.' },
  'link-invalid': { status: 400, title: 'This link is incomplete or invalid.' },
  'login-expired': { status: 400, title: 'This login has ended. Please log in again.' },
  'set-up-expired': { status: 400, title: 'This setup has ended. Please start again.' },
  'invalid-credentials': { status: 401, title: 'Wrong email or password.' },
  unauthenticated: { status: 401, title: 'Log in first.' },
  'wrong-password': { status: 403, title: 'Wrong password.' },
  'second-step-required': { status: 403, title: 'Password correct. One more step is needed to finish logging in.' },
  'wrong-code': { status: 403, title: 'Wrong code.' },
  'passkey-refused': { status: 403, title: 'This passkey wasn’t accepted.' },
  'passkey-unknown': { status: 403, title: 'This site doesn’t know this passkey.' },
  'passkey-removed': { status: 403, title: 'This passkey was removed from the account.' },
  'second-factor-setup-required': { status: 403, title: 'Set up two-step login first.' },
  'confirmation-required': { status: 403, title: 'Please confirm that it’s you.' },
  'email-unverified': { status: 403, title: 'Verify your email first.' },
  forbidden: { status: 403, title: 'Your role doesn’t allow this.' },
  'staff-account': { status: 403, title: 'This account belongs to a member of staff.' },
  'registration-closed': { status: 403, title: 'Registration is closed.' },
  'cross-site': { status: 403, title: 'This page was opened at another address.' },
  'not-found': { status: 404, title: 'Not found.' },
  'client-unknown': { status: 404, title: 'No client has this ID.' },
  'method-not-allowed': { status: 405, title: 'This URL does not support that method.' },
  'page-outdated': { status: 409, title: 'This page is out of date. Please reload it.' },
  'account-exists': { status: 409, title: 'That email or phone number already has an account.' },
  'client-exists': { status: 409, title: 'Another client has this ID.' },
  'two-step-off': { status: 409, title: 'Two-step login is off.' },
  'last-admin': { status: 409, title: 'This is the last admin who can enter the console.' },
  'second-factor-required': { status: 409, title: 'This site requires two-step login, so you can’t turn it off.' },
  'last-factor': { status: 409, title: 'This is your last second factor. Turn off two-step login instead.' },
  'no-second-factor': { status: 409, title: 'Set up an authenticator app or add a passkey first.' },
  'passkey-exists': { status: 409, title: 'This passkey was already added.' },
  'too-many-passkeys': { status: 409, title: 'You can have up to 20 passkeys. Remove one first.' },
  'passkeys-unavailable': { status: 409, title: 'No passkey can be used here.' },
  'too-large': { status: 413, title: 'The request body is larger than 16 KiB.' },
  'not-json': { status: 415, title: 'Send the request as application/json.' },
  'encoded-body': { status: 415, title: 'Send the request body uncompressed, without a Content-Encoding header.' },
  'invalid-input': { status: 422, title: 'Please check what you entered.' },
  'narrow-search': { status: 422, title: 'This search takes too long. Type more of the name or email.' },
  'too-many-requests': { status: 429, title: 'Too many attempts.' },
  unexpected: { status: 500, title: 'Something went wrong on our side. Please try again.' },
  unavailable: { status: 503, title: 'We’re temporarily unavailable. Please try again in a moment.' },
} as const satisfies Record<string, { status: number; title: string }>

export type FailureCode = keyof typeof failures
export type FieldErrors = Record<string, string[]>
export type Failure = {
  ok: false
  code: FailureCode
  fields: FieldErrors
  retryAfterSeconds?: number
  more?: Members
}
/** What a refusal says besides what every refusal says: the extension members of RFC 9457, section 3.2. */
type Members = Record<string, unknown> & { [standard in StandardMember]?: never }
type StandardMember = 'type' | 'title' | 'status' | 'code' | 'detail' | 'errors'
export type Result<T = void> = { ok: true; value: T } | Failure

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function fail(code: FailureCode, fields: FieldErrors = {}): Failure {
  return { ok: false, code, fields }
}

/**
 * The title of a refusal on this site. Where accounts have no phone numbers, only the email can already have an account, and where
 * two-step login is required, nobody can turn it off.
 */
export function titleOf(code: FailureCode): string {
  if (code === 'last-factor' && config().SECOND_FACTOR === 'required')
    return 'This is your last second factor. Set up another one first.'
  if (code === 'account-exists' && config().PHONE_NUMBER === 'off') return 'That email already has an account.'
  return failures[code].title
}

type Refused = Pick<Failure, 'code' | 'retryAfterSeconds'>

/** What was refused and, where it is known, when to try again. */
export function refusalText(refused: Refused): string {
  return [titleOf(refused.code), retryText(refused)].filter(Boolean).join(' ')
}

/** For people: "45 seconds" or "12 minutes", rounded up so that nobody comes back too early. */
export function waitText(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

/** When to try again, where a refusal for too many attempts knows it. */
export function retryText({ code, retryAfterSeconds }: Refused): string | undefined {
  if (code !== 'too-many-requests' || !retryAfterSeconds) return undefined
  return `Please try again in ${waitText(retryAfterSeconds)}.`
}
