import { session } from './rekey'

export default async function Home() {
  const user = (await session())?.user
  if (!user) {
    return (
      <>
        <p>Nobody is logged in.</p>
        <a href="/login">Log in</a>
      </>
    )
  }
  return (
    <>
      <p>
        Logged in as {user.email} ({user.sub})
      </p>
      <form method="post" action="/logout">
        <button type="submit">Log out</button>
      </form>
    </>
  )
}
