import type { PublicUser } from '@/lib/accounts/public-user'
import { visible } from '@/lib/rules/visible-text'

export function LoggedInAs({ user }: { user: PublicUser }) {
  return (
    <p>
      You’re logged in as <bdi>{visible(`${user.first_name} ${user.last_name}`)}</bdi> (<strong>{user.email}</strong>).
    </p>
  )
}
