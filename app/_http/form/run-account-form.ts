import { redirect } from 'next/navigation'
import type { Operation } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { runForm } from './run-form'

/** Runs an operation on the account of whoever sends this form; where the session has ended, the login comes first. */
export async function runAccountForm<T>(
  operation: Operation<T>,
  form: FormData,
  path: `/account${string}`,
): Promise<Result<T>> {
  const result = await runForm(operation, form)
  if (!result.ok && result.code === 'unauthenticated') redirect(`/login?next=${path}`)
  return result
}
