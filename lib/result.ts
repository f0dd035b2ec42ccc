/** Every way an operation can refuse, with the words and status both doors show. */
export const failures = {
  'malformed-request': { status: 400, title: 'The request could not be read.' },
  'malformed-json': { status: 400, title: 'The body must be one JSON object.' },
  'malformed-form': { status: 400, title: 'The form could not be read. Please load the page again.' },
  'secret-in-url': { status: 400, title: 'Send email, password and token in the body, never in the URL.' },
  'bad-signature': { status: 400, title: 'The signature is missing, wrong or too old.' },
  'link-expired': { status: 400, title: 'This link has expired.' },
  'link-used': { status: 400, title: 'This link was already used.' },
  'link-replaced': { status: 400, title: 'This link was replaced by a newer one or by a change since.' },
  'link-invalid': { status: 400, title: 'This link is damaged or not ours.' },
  'invalid-credentials': { status: 401, title: 'Email or password is not right.' },
  unauthenticated: { status: 401, title: 'Log in first.' },
  'wrong-password': { status: 403, title: 'The password is not right.' },
  'registration-closed': { status: 403, title: 'Registration is closed.' },
  'cross-site': { status: 403, title: 'This request came from another site.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This address does not answer that method.' },
  'page-outdated': { status: 409, title: 'This page is older than the site. Please load it again.' },
  'account-exists': { status: 409, title: 'Email or phone number already registered.' },
  'too-large': { status: 413, title: 'The body is larger than 16 KiB.' },
  'not-json': { status: 415, title: 'Send the request as application/json.' },
  'encoded-body': { status: 415, title: 'Send the body as it is, without a content encoding.' },
  'invalid-input': { status: 422, title: 'Please check what you entered.' },
  'too-many-requests': { status: 429, title: 'Too many tries.' },
  unexpected: { status: 500, title: 'Something went wrong on our side. Please try again.' },
  unavailable: { status: 503, title: 'We are very busy or being repaired. Please try again in a moment.' },
} as const satisfies Record<string, { status: number; title: string }>

export type FailureCode = keyof typeof failures
export type FieldErrors = Record<string, string[]>
export type Failure = {
  ok: false
  code: FailureCode
  fields: FieldErrors
  retryAfterSeconds?: number
  /** What an operator finds the fault by in the log. */
  requestId?: string
}
export type Result<T = void> = { ok: true; value: T } | Failure

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function fail(code: FailureCode, fields: FieldErrors = {}): Failure {
  return { ok: false, code, fields }
}

type Refused = Pick<Failure, 'code' | 'retryAfterSeconds'>

/** What was refused and, where that is known, when to come back. */
export function refusalText(refused: Refused): string {
  return [failures[refused.code].title, retryText(refused)].filter(Boolean).join(' ')
}

/** For people: "45 seconds", "12 minutes", never less than is left. */
export function waitText(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

/** When to come back, where a refusal for too many tries knows it. */
export function retryText({ code, retryAfterSeconds }: Refused): string | undefined {
  if (code !== 'too-many-requests' || !retryAfterSeconds) return undefined
  return `Please try again in ${waitText(retryAfterSeconds)}.`
}
