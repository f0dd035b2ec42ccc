import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { visible } from '@/lib/rules/visible-text'

/** Who is logged in, for the header. */
export async function AccountOwner() {
  // The page below asks for the same session and explains why the account cannot be shown.
  const user = await loggedInUser().catch(() => undefined)
  if (!user) return null
  const name = visible(`${user.first_name} ${user.last_name}`)
  return (
    <p className="owner">
      <span className="initial" aria-hidden="true">
        {Array.from(name)[0]?.toUpperCase()}
      </span>
      <span className="lines">
        <bdi>{name}</bdi>
        <span>{user.email}</span>
      </span>
    </p>
  )
}
