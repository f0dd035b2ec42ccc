import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { withNext } from '@/app/_http/form/with-next'
import { refusalIn } from '@/app/_ui/refusal'
import type { PublicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import type { ShownApp } from '@/lib/provider/app-login'
import { ConfirmOwnerForm } from './form'
import { LoggedInAs } from './logged-in-as'
import { StepCard } from './step-card'
import { CancelLogin, LogInAsSomeoneElse } from './ways-out'

type Props = { path: AppLoginPath; asked: { refused?: unknown }; app: ShownApp; user: PublicUser }

/** The app wants the password to have been entered now, or not too long ago. */
export function ConfirmOwner({ path, asked, app, user }: Props) {
  const title = 'Confirm it’s you'
  return (
    <StepCard title={title} titled={false} refused={refusalIn(asked.refused)}>
      <LoggedInAs user={user} />
      <p>
        Enter your password again to continue to <strong>{app.name}</strong>.
      </p>
      <ConfirmOwnerForm site={config().APP_NAME} title={title} next={path} email={user.email} />
      <p className="aside">
        <a href={withNext('/forgot-password', path)}>Forgot your password?</a>
      </p>
      <div className="ways-out">
        <LogInAsSomeoneElse path={path}>Not you? Log in as someone else</LogInAsSomeoneElse>
        <CancelLogin path={path} app={app} />
      </div>
    </StepCard>
  )
}
