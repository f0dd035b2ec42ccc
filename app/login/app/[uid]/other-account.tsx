import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { refusalIn } from '@/app/_ui/forms/refusal'
import type { PublicUser } from '@/lib/accounts/public-user'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { LoggedInAs } from './logged-in-as'
import { StepCard } from './step-card'
import { CancelLogin, LogInAsSomeoneElse } from './ways-out'

type Props = { path: AppLoginPath; asked: { refused?: unknown }; app: ShownApp; user: PublicUser }

/** Does not name the account that the app expects: it may be somebody else's. */
export function OtherAccount({ path, asked, app, user }: Props) {
  return (
    <StepCard title={`${app.name} expects another account`} refused={refusalIn(asked.refused)}>
      <LoggedInAs user={user} />
      <p>
        <strong>{app.name}</strong> asked for a different account. Log in with that one, or go back.
      </p>
      <div className="ways-out">
        <LogInAsSomeoneElse path={path} main>
          Log in with another account
        </LogInAsSomeoneElse>
        <CancelLogin path={path} app={app} />
      </div>
    </StepCard>
  )
}
