import { unstable_rethrow } from 'next/navigation'
import { reasonOf } from '@/app/_http/form/refused-action'

type Action<S> = (state: S, form: FormData) => Promise<S>

/**
 * Wraps an action that script calls. When it is refused before it begins, or no full answer arrives, the form stays as it
 * is and says so; otherwise an error page would replace it and what was typed would be lost.
 */
export function refusable<S>(action: Action<S>, refused: (reason: string, state: S) => S): Action<S> {
  return async (state, form) => {
    // Asked before the call. It is made all the same, because a site on this machine can be reached without a network.
    const offline = !navigator.onLine
    try {
      return await action(state, form)
    } catch (error) {
      // Next handles redirects, which are thrown too, and server errors, which carry a digest.
      unstable_rethrow(error)
      if (error instanceof Error && 'digest' in error) throw error
      return refused(reasonOf(error, offline), state)
    }
  }
}
