import { visible } from '@/lib/rules/visible-text'

const LONGEST_GREETED_NAME = 40
const WRITTEN_LIKE_A_NAME = /^(?:[\p{L}\p{M} '’ʼ.·・‐-]|\u200c|\u200d)+$/u
const READS_AS_A_DOMAIN = /[.。]\p{L}{2,}/u

/**
 * The name that an email may greet its reader with, or undefined.
 *
 * Someone who registers a stranger's email also chooses the name. A name that could carry a message or a link is left
 * out, because our emails must not be a way to send someone else's.
 */
export function greetingName(firstName: string): string | undefined {
  const name = visible(firstName)
  if ([...name].length > LONGEST_GREETED_NAME) return undefined
  return WRITTEN_LIKE_A_NAME.test(name) && !READS_AS_A_DOMAIN.test(name) ? name : undefined
}
