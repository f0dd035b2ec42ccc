import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { callerFrom } from '@/app/_http/request/caller'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'
import type { Failure, Result } from '@/lib/result'
import { runAsStaff } from '@/lib/staff/run-as-staff'
import { Unavailable } from '@/lib/unavailable'
import { enterPath } from './open-staff'

/** What a page shows: the answer of a command that changes nothing. */
export async function askAsStaff<N extends CommandName>(name: N, input: object): Promise<AnswerOf<N>> {
  return orLeave(await askedAsStaff(name, input))
}

/** The same for a page that shows a refusal itself. */
export async function askedAsStaff<N extends CommandName>(name: N, input: object) {
  return runAsStaff(name, input, callerFrom(await headers(), 'browser'))
}

/** The answer, or the page that explains why there is none. */
export function orLeave<T>(asked: Result<T>): T {
  return asked.ok ? asked.value : turnAway(asked)
}

/** For a refusal that the page does not show. */
export function turnAway({ code, retryAfterSeconds = 1 }: Failure): never {
  if (code === 'unavailable') throw new Unavailable('The database is away.', retryAfterSeconds)
  if (code === 'unauthenticated') redirect(enterPath('/staff'))
  notFound()
}
