import { browserSession, type Confirmation, confirmationOf } from '@/app/_http/cookies/session-cookie'
import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { withNext } from '@/app/_http/form/with-next'
import { ConfirmOwnerForm } from '@/app/_ui/forms/confirm-owner-form'
import { refusalIn } from '@/app/_ui/forms/refusal'
import type { PublicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { confirmOwnerAction } from './action'
import { LoggedInAs } from './logged-in-as'
import { StepCard } from './step-card'
import { CancelLogin, LogInAsSomeoneElse } from './ways-out'

type Props = { path: AppLoginPath; asked: { refused?: unknown }; app: ShownApp; user: PublicUser }

/** The app wants the owner to have confirmed now, or not too long ago, that it is them. */
export async function ConfirmOwner({ path, asked, app, user }: Props) {
  const title = 'Confirm it’s you'
  const twoStep = (await browserSession())?.user.twoStepAt != null
  const confirmation = await confirmationOf({ user, confirmation: { fresh: false, twoStep } })
  return (
    <StepCard title={title} titled={false} refused={refusalIn(asked.refused)}>
      <LoggedInAs user={user} />
      <HowTo confirmation={confirmation} app={app} />
      <ConfirmOwnerForm
        site={config().APP_NAME}
        title={title}
        next={path}
        email={user.email}
        confirmation={confirmation}
        action={confirmOwnerAction}
      />
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

function HowTo({ confirmation: { twoStep, methods }, app }: Pick<Props, 'app'> & { confirmation: Confirmation }) {
  const name = <strong>{app.name}</strong>
  if (!twoStep) return <p>Enter your password again to continue to {name}.</p>
  if (!methods.includes('authenticator-app')) return <p>Use your passkey to continue to {name}.</p>
  return <p>Enter your password and a code from your authenticator app to continue to {name}.</p>
}
