import * as z from 'zod/mini'
import type { Declared } from '@/lib/operation'
import type { FailureCode } from '@/lib/result'

/** In alphabetical order, as OpenAPI linters require. */
export const tags = {
  Accounts: 'Create an account, verify its email, view, change and download its data, and delete it.',
  Apps: 'List the apps that use an account, and remove their access.',
  'Email address': 'Change the email address of an account, undo a change, and secure the account.',
  Passkeys: 'Add, rename and remove passkeys, and confirm with one.',
  Passwords: 'Change a password, or reset a forgotten one.',
  Probes: 'For supervisors and load balancers.',
  Services: 'Show your other services who is logged in.',
  Sessions: 'Log in and out, and list and end sessions.',
  'Two-step login': 'Set up an authenticator app and recovery codes, and confirm risky changes.',
} as const

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One successful answer: what it means and, if it has a body, the body's schema. */
type Answer = { means: string; schema?: z.ZodMiniType; example?: unknown }

/** What the document says about an operation that cannot be derived from the running code. */
export type Description = {
  id: string
  method: Method
  path: `/${string}`
  /** An older URL that answers the same way. */
  alias?: `/${string}`
  tag: keyof typeof tags
  summary: string
  description: string
  /** Whether this site has the operation, if that depends on a setting. */
  isOffered?: () => boolean
  /** The operation itself, which declares its input, its throttle and whether it needs a login. */
  operation?: Declared
  /** Whether a login is needed, for routes without an operation. */
  loggedIn?: boolean
  /** Refusals specific to this operation; those that follow from method, body, session and throttle are added. */
  refuses?: FailureCode[]
  /** Refusals common to all operations that this one never answers with. */
  never?: FailureCode[]
  /** Example values for members of the body, the path or the query. */
  example?: Record<string, unknown>
  answers: Record<number, Answer>
}

/** The operations of one URL, described in a file beside its route. */
export function describeOperations(...descriptions: Description[]): Description[] {
  return descriptions
}

/** A successful answer whose body holds only a message. */
export function saysMessage(means: string, message: string): Answer {
  return { means, schema: z.object({ message: z.string() }), example: { message } }
}

/** What the account owner is refused with until they confirm a risky change. */
export const confirmationRefusals: FailureCode[] = [
  'wrong-password',
  'wrong-code',
  'passkey-refused',
  'passkey-unknown',
  'passkey-removed',
  'confirmation-required',
]

/** How an API client confirms a risky change, as part of its description. */
export const confirmedEveryTime =
  'An API client must confirm every time: send `current_password` (and `code` if two-step login is on), a `credential` of a passkey, or a `confirmation` from `/api/confirm`.'

/** The reasons why an emailed link no longer works. */
export const linkRefusals: FailureCode[] = ['link-expired', 'link-used', 'link-replaced', 'link-invalid']
