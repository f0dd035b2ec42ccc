import { type Failure, type Result, refusalText } from '@/lib/result'

/** What script gets that asks for the options of a passkey: them, or why there are none. `elsewhere`: where to go on first. */
export type Offer<O> = { options: O } | { refusal: string; elsewhere?: string }

/** `path` is the page of the account that asks, to come back to. */
export function offerOf<O>(result: Result<{ options: O }>, path?: `/account${string}`): Offer<O> {
  if (result.ok) return { options: result.value.options }
  return { refusal: refusalText(result), elsewhere: path && elsewhere(result, path) }
}

function elsewhere({ code }: Failure, path: string): string | undefined {
  if (code === 'unauthenticated') return `/login?next=${path}`
  // Without two-step login, what is missing is a password that nobody was asked for.
  const unconfirmed = code === 'confirmation-required' || code === 'invalid-input'
  return unconfirmed ? `/account/confirm?next=${path}` : undefined
}
