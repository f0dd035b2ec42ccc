import type { OperatorsUser } from '@/lib/operator/users/find-user'

/** The lists of accounts in one state: how the URL names each, its link, and the option of `users list`. */
export const lists = {
  disabled: { name: 'Disabled', option: 'disabled' },
  unverified: { name: 'Unverified', option: 'unverified' },
  unreachable: { name: 'Emails bounce', option: 'unreachable' },
  locked: { name: 'No password', option: 'locked' },
  contested: { name: 'Contested', option: 'contested' },
  'to-be-deleted': { name: 'To be deleted', option: 'to_be_deleted' },
  'two-step': { name: 'Two-step login on', option: 'two_step' },
  'without-two-step': { name: 'Two-step login off', option: 'without_two_step' },
} as const
export type ListName = keyof typeof lists

export const isList = (name: unknown): name is ListName => typeof name === 'string' && Object.hasOwn(lists, name)

/** Everything that is unusual about an account, in words; nothing for one whose owner can log in and be emailed. */
export function statesOf(user: OperatorsUser): string[] {
  return [
    user.disabled_at && 'Disabled',
    user.contested_at && 'Contested',
    user.deletion_due_at && 'To be deleted',
    user.email_unreachable_at && 'Emails bounce',
    !user.email_verified && 'Unverified',
    !user.has_password && 'No password',
  ].filter((state) => typeof state === 'string')
}
