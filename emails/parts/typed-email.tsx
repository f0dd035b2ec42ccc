import { visible } from '@/emails/parts/visible-text'

const WRITTEN_LIKE_AN_ADDRESS = /^[\p{L}\p{M}\p{N}._+'&=~-]{1,64}@[\p{L}\p{M}\p{N}.-]+$/u

/**
 * An email address as somebody typed it, or undefined where it could be read as a link.
 *
 * What stands before the @ may hold slashes and question marks, so that mail programs would make a link of it: such an
 * address is real but rare, and our mails must not be a way to send somebody's link.
 */
export function shownEmail(address: string): string | undefined {
  const shown = visible(address)
  return WRITTEN_LIKE_AN_ADDRESS.test(shown) ? shown : undefined
}

/** What `shownEmail` lets through. */
type EmailProps = { address?: string }

/** The address that the mail itself goes to. */
export function OwnEmail({ address }: EmailProps) {
  return address ? <bdi>{address}</bdi> : 'that this mail came to'
}

/** The address that an account moves to. */
export function NewEmail({ address }: EmailProps) {
  return address ? <bdi>{address}</bdi> : 'one that we do not repeat here, since it reads like a link'
}
