import { visible } from '@/emails/visible'

const WRITTEN_LIKE_AN_ADDRESS = /^[\p{L}\p{M}\p{N}._+'&=~-]{1,64}@[\p{L}\p{M}\p{N}.-]+$/u

type TypedAddressProps = { address: string; instead: string }

/**
 * An email address as somebody typed it, or other words for it.
 *
 * What stands before the @ may hold slashes and question marks, so that mail programs would make a link of it: such an
 * address is real but rare, and our mails must not be a way to send somebody's link.
 */
export function TypedAddress({ address, instead }: TypedAddressProps) {
  const shown = visible(address)
  return WRITTEN_LIKE_AN_ADDRESS.test(shown) ? <bdi>{shown}</bdi> : instead
}

/** The address that the mail itself goes to. */
export function OwnAddress({ address }: { address: string }) {
  return <TypedAddress address={address} instead="that this mail came to" />
}

/** The address that an account moves to. */
export function NewAddress({ address }: { address: string }) {
  return <TypedAddress address={address} instead="one that we do not repeat here, since it reads like a link" />
}
