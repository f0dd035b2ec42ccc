import { visible } from '@/lib/rules/visible-text'

type Named = { first_name: string; last_name: string }

/** A name as its owner typed it, which must neither turn the page round nor be empty to the eye. */
export function PersonName({ of }: { of: Named }) {
  return <bdi>{nameOf(of)}</bdi>
}

export const nameOf = ({ first_name, last_name }: Named) => visible(`${first_name} ${last_name}`) || 'No visible name'
