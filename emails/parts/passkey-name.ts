import { visible } from '@/lib/rules/visible-text'

const LONGEST_PASSKEY_NAME = 60
const WRITTEN_LIKE_A_PASSKEY_NAME = /^(?:[\p{L}\p{M}\p{N} '’ʼ()+‐·・-]|(?<=\p{N})\.(?=\p{N})|\u200c|\u200d)+$/u

/**
 * The name of a passkey as an email may show it, or undefined. Someone who got into an account names the passkey that they add,
 * and our email must not carry a link or a message of theirs.
 */
export function passkeyName(name: string): string | undefined {
  const shown = visible(name)
  if ([...shown].length > LONGEST_PASSKEY_NAME) return undefined
  return WRITTEN_LIKE_A_PASSKEY_NAME.test(shown) ? shown : undefined
}
