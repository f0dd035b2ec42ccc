import { visible } from '@/lib/rules/visible-text'

/** A name as its owner typed it, which must neither turn the page round nor be empty to the eye. */
export function PersonName({ of: { first_name, last_name } }: { of: { first_name: string; last_name: string } }) {
  return <bdi>{visible(`${first_name} ${last_name}`) || 'No visible name'}</bdi>
}
