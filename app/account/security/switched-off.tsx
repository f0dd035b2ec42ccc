import { PageTitle } from '@/app/_ui/page-title'
import type { PublicUser } from '@/lib/accounts/public-user'
import { UnverifiedEmail } from '../unverified'

export function SwitchedOff({ user }: { user: PublicUser }) {
  return (
    <>
      <PageTitle>Security</PageTitle>
      <h2>Two-step login</h2>
      <p>
        Two-step login is off. When it’s on, you log in with your password and a code from an app on your phone, so a
        stolen password isn’t enough.
      </p>
      {user.email_verified ? (
        <p className="choice">
          <a className="button main" href="/account/security/authenticator-app">
            Set up two-step login
          </a>
        </p>
      ) : (
        <>
          <p>Before you can set it up, your email must be verified.</p>
          <UnverifiedEmail email={user.email} />
        </>
      )}
    </>
  )
}
