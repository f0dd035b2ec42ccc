import { config } from '@/lib/config'
import { signedInUser } from './_http/session-cookie'
import { orTryAgain } from './_ui/or-try-again'
import { PageTitle } from './_ui/page-title'
import { AccountDetails } from './account/details'

export default orTryAgain(async function HomePage() {
  const user = await signedInUser()
  const site = config().APP_NAME
  return (
    <section className="card">
      <PageTitle>{user ? 'Your account' : 'Welcome'}</PageTitle>
      {user ? (
        <>
          <h1>
            Hello, <bdi>{user.first_name}</bdi>
          </h1>
          <AccountDetails user={user} />
        </>
      ) : (
        <>
          <h1>{site}</h1>
          <p>One account, safely kept: register once, log in anywhere, and set a new password whenever you need one.</p>
          <p className="choice">
            <a className="button main" href="/register">
              Create account
            </a>
            <a className="button" href="/login">
              Log in
            </a>
          </p>
        </>
      )}
    </section>
  )
})
