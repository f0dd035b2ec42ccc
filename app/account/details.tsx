import type { PublicUser } from '@/lib/accounts/public-user'
import { logoutAction } from './action'

export function AccountDetails({ user }: { user: PublicUser }) {
  return (
    <>
      <dl>
        <dt>Name</dt>
        <dd>
          <bdi>{user.first_name}</bdi> <bdi>{user.last_name}</bdi>
        </dd>
        <dt>Email</dt>
        <dd>{user.email}</dd>
        <dt>Phone number</dt>
        <dd>{user.phone_number}</dd>
      </dl>
      <form action={logoutAction}>
        <button type="submit">Log out</button>
      </form>
    </>
  )
}
