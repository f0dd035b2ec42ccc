import * as z from 'zod/mini'
import type { Declared } from '@/lib/operation'
import type { FailureCode } from '@/lib/result'

/** In the order of the alphabet, as linters want them. */
export const tags = {
  Accounts: 'Who somebody is: register, prove the mailbox, see and change what is kept, take it along, delete it.',
  'Email address': 'Move an account to another mailbox, and take it back.',
  Passwords: 'Change a password that is known, and set one that was forgotten.',
  Probes: 'For supervisors and load balancers.',
  Services: 'Show other services who is logged in here.',
  Sessions: 'Log in and out, and see and end what is logged in.',
} as const

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One way to succeed: what it means and, unless nothing is said, what the body holds. */
type Answer = { means: string; schema?: z.ZodMiniType; example?: unknown }

/** All that the document cannot know from what runs. */
export type Description = {
  id: string
  method: Method
  path: `/${string}`
  /** An older address that answers alike. */
  alias?: `/${string}`
  tag: keyof typeof tags
  summary: string
  description: string
  /** What runs: its input, whether it is throttled, and whether somebody must be signed in. */
  operation?: Declared
  /** Where no operation tells. */
  loggedIn?: boolean
  /** Refusals of its own; those that the method, the body, the session and the throttle bring along are added. */
  refuses?: FailureCode[]
  /** Refusals of every operation that this one cannot answer with. */
  never?: FailureCode[]
  /** Members that a program has to give, though a page may go without them. */
  requires?: string[]
  /** Members of the body, the path or the query. */
  example?: Record<string, unknown>
  answers: Record<number, Answer>
}

/** The operations of one address, as a file beside its route describes them. */
export function describeOperations(...descriptions: Description[]): Description[] {
  return descriptions
}

/** A success of which there is no more to say than a sentence. */
export function saysMessage(means: string, message: string): Answer {
  return { means, schema: z.object({ message: z.string() }), example: { message } }
}

/** What became of a mailed link that does nothing any more. */
export const linkRefusals: FailureCode[] = ['link-expired', 'link-used', 'link-replaced', 'link-invalid']
