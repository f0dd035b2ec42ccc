import { visible } from '@/lib/rules/visible-text'

const WRITTEN_LIKE_AN_EMAIL = /^[\p{L}\p{M}\p{N}._+'&=~-]{1,64}@[\p{L}\p{M}\p{N}.-]+$/u

/**
 * An email address as it was typed, or undefined if it could be read as a link.
 *
 * The part before the @ may contain slashes and question marks, which email programs would turn into a link. Such an
 * email address is real but rare, and our emails must not be a way to send someone else's link.
 */
export function shownEmail(email: string): string | undefined {
  const shown = visible(email)
  return WRITTEN_LIKE_AN_EMAIL.test(shown) ? shown : undefined
}
