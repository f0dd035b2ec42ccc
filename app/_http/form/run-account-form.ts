import { redirect } from 'next/navigation'
import type { Operation } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { runForm } from './run-form'

/**
 * Runs an operation on the account that is logged in; if the session has ended, leads to the login first, and to the setup of
 * two-step login if the operator has begun to require it since the page was opened.
 */
export async function runAccountForm<T>(
  operation: Operation<T>,
  form: FormData,
  path: `/account${string}`,
): Promise<Result<T>> {
  const result = await runForm(operation, form)
  if (!result.ok && result.code === 'unauthenticated') redirect(`/login?next=${path}`)
  if (!result.ok && result.code === 'second-factor-setup-required') redirect('/account/security')
  return result
}
