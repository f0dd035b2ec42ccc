import { unstable_rethrow } from 'next/navigation'
import { reasonOf } from '@/app/_http/form/refused-action'

type Action<S> = (state: S, form: FormData) => Promise<S>

/**
 * An action as script calls it: where it is refused before it begins, or no whole answer comes, the form stays as it is and says so.
 * Else an error page would take its place, and what was typed would be lost.
 */
export function refusable<S>(action: Action<S>, refused: (reason: string) => S): Action<S> {
  return async (state, form) => {
    try {
      return await action(state, form)
    } catch (error) {
      // Redirects are thrown as well, and a fault of the server's bears a digest: both are for Next.
      unstable_rethrow(error)
      if (error instanceof Error && 'digest' in error) throw error
      return refused(reasonOf(error))
    }
  }
}
