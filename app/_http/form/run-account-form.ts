import { redirect } from 'next/navigation'
import type { Operation } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { runForm } from './run-form'

/** Runs an operation on the account that is logged in; if the session has ended, leads to the login first. */
export async function runAccountForm<T>(
  operation: Operation<T>,
  form: FormData,
  path: `/account${string}`,
): Promise<Result<T>> {
  const result = await runForm(operation, form)
  if (!result.ok && result.code === 'unauthenticated') redirect(`/login?next=${path}`)
  return result
}
