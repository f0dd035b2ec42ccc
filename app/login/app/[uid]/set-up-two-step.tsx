import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { refusalIn } from '@/app/_ui/forms/refusal'
import type { PublicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { LoggedInAs } from './logged-in-as'
import { StepCard } from './step-card'
import { CancelLogin, LogInAsSomeoneElse } from './ways-out'

type Props = { path: AppLoginPath; asked: { refused?: unknown }; app: ShownApp; user: PublicUser }

/** The operator requires two-step login. Whoever has set it up and saved the recovery codes comes back here. */
export function SetUpTwoStep({ path, asked, app, user }: Props) {
  return (
    <StepCard title="Set up two-step login" refused={refusalIn(asked.refused)}>
      <LoggedInAs user={user} />
      <p>
        {config().APP_NAME} requires two-step login. Set it up in your account, and you’ll continue to{' '}
        <strong>{app.name}</strong>.
      </p>
      <p className="choice">
        <a className="button main" href="/account/security">
          Set up two-step login
        </a>
      </p>
      <div className="ways-out">
        <LogInAsSomeoneElse path={path}>Not you? Log in as someone else</LogInAsSomeoneElse>
        <CancelLogin path={path} app={app} />
      </div>
    </StepCard>
  )
}
