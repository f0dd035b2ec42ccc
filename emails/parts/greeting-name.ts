import { visible } from '@/emails/parts/visible-text'

const LONGEST_GREETED_NAME = 40
const WRITTEN_LIKE_A_NAME = /^(?:[\p{L}\p{M} '’ʼ.·・‐-]|\u200c|\u200d)+$/u
const READS_AS_A_DOMAIN = /[.。]\p{L}{2,}/u

/**
 * The name a letter may greet with, or nothing.
 *
 * Whoever registers a stranger's address also chooses the name, so a name that could carry a message or a link of
 * theirs is left out: our mails must not be a way to send somebody else's.
 */
export function greetingName(firstName: string): string | undefined {
  const name = visible(firstName)
  if ([...name].length > LONGEST_GREETED_NAME) return undefined
  return WRITTEN_LIKE_A_NAME.test(name) && !READS_AS_A_DOMAIN.test(name) ? name : undefined
}
