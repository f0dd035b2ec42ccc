import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { Notice } from '@/app/_ui/notice'
import { endedNotice } from '@/app/login/ended-notice'
import { LoginForm } from '@/app/login/form'
import { OtherWays } from '@/app/login/other-ways'
import { config } from '@/lib/config'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { StepCard } from './step-card'
import { CancelLogin } from './ways-out'

type Props = { path: AppLoginPath; app: ShownApp; email?: string }

/** `email` is what the app supposes; what was typed in this browser counts more. */
export async function LogIn({ path, app, email = '' }: Props) {
  return (
    <StepCard title="Log in" titled={false}>
      <Notice>{await endedNotice()}</Notice>
      <p>
        Log in to continue to <strong>{app.name}</strong>.
      </p>
      <LoginForm
        site={config().APP_NAME}
        title={`Log in to continue to ${app.name}`}
        next={path}
        email={(await rememberedEmail()) || email}
        rpId={relyingParty()?.id}
      />
      <OtherWays next={path} />
      <div className="ways-out">
        <CancelLogin path={path} app={app} />
      </div>
    </StepCard>
  )
}
