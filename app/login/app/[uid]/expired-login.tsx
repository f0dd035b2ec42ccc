import type { PublicUser } from '@/lib/accounts/public-user'
import { LoggedInAs } from './logged-in-as'
import { StepCard } from './step-card'

/** Also for a browser that did not begin this login: nobody can make someone else answer their own. */
export function ExpiredLogin({ user }: { user?: PublicUser }) {
  // The Back button leads here from the app.
  if (user)
    return (
      <StepCard title="This login is over">
        <LoggedInAs user={user} />
        <p>
          You have finished this login, or it has expired. Go back to the app. If it asks you to log in, do it there.
        </p>
        <p className="aside">
          <a href="/account">Go to your account</a>
        </p>
      </StepCard>
    )
  return (
    <StepCard title="This login has expired">
      <p>Go back to the app and log in again. If you started in another browser, continue there.</p>
      <p>If you see this again, allow cookies for this site.</p>
      <p className="aside">
        <a href="/">Go to the home page</a>
      </p>
    </StepCard>
  )
}
