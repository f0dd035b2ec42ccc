import { loggedInUser } from '@/app/_http/cookies/session-cookie'

/** Who is logged in, for the header. */
export async function AccountOwner() {
  // The page below asks for the same session and explains why the account cannot be shown.
  const user = await loggedInUser().catch(() => undefined)
  if (!user) return null
  const { first_name, last_name, email } = user
  return (
    <p className="owner">
      <span className="initial" aria-hidden="true">
        {Array.from(first_name)[0]?.toUpperCase()}
      </span>
      <span className="lines">
        <bdi>{`${first_name} ${last_name}`}</bdi>
        <span>{email}</span>
      </span>
    </p>
  )
}
