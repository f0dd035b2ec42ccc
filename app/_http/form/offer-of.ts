import { type Failure, type Result, refusalText } from '@/lib/result'

/** The options that a page needs to ask for a passkey, or why there are none. `elsewhere`: the page where the owner goes first. */
export type Offer<O> = { options: O } | { refusal: string; elsewhere?: string }

/** `path` is the page to come back to from there. */
export function offerOf<O>(result: Result<{ options: O }>, path?: `/account${string}`): Offer<O> {
  if (result.ok) return { options: result.value.options }
  return { refusal: refusalText(result), elsewhere: path && elsewhere(result, path) }
}

function elsewhere({ code }: Failure, path: string): string | undefined {
  if (code === 'unauthenticated') return `/login?next=${path}`
  // Without two-step login, what is missing is the password, for which these pages have no field.
  const unconfirmed = code === 'confirmation-required' || code === 'invalid-input'
  return unconfirmed ? `/account/confirm?next=${path}` : undefined
}
