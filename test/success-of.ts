import type { Result } from '@/lib/result'

/** What an operation returned. A refusal fails the test. */
export function successOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}
