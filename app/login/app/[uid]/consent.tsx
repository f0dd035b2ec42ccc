import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { refusalIn } from '@/app/_ui/forms/refusal'
import type { PublicUser } from '@/lib/accounts/public-user'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { allowAppAction, denyAppAction } from './action'
import { LoggedInAs } from './logged-in-as'
import { PathButton } from './path-button'
import { ScopeInWords } from './scope-in-words'
import { StepCard } from './step-card'
import { LogInAsSomeoneElse } from './ways-out'

type Props = {
  path: AppLoginPath
  asked: { refused?: unknown }
  app: ShownApp
  user: PublicUser
  scopes: string[]
  host: string
}

/** Everything that the app would get, and where: someone may have been sent here by an app that they do not know. */
export function Consent({ path, asked, app, user, scopes, host }: Props) {
  return (
    <StepCard title={`Let ${app.name} use your account?`} refused={refusalIn(asked.refused)}>
      <LoggedInAs user={user} />
      <p>
        If you allow it, <strong>{app.name}</strong> gets:
      </p>
      <ul>
        {scopes.map((scope) => (
          <ScopeInWords key={scope} scope={scope} app={app} user={user} />
        ))}
      </ul>
      <p>
        You’ll go on to <strong>{host}</strong>. Allow this only if that’s where you came from. You can remove the
        access later in your account, under Apps.
      </p>
      <div className="ways-out">
        <PathButton path={path} action={allowAppAction} user={user.id} scopes={scopes} main>
          Allow
        </PathButton>
        <PathButton path={path} action={denyAppAction} user={user.id} scopes={scopes}>
          Deny
        </PathButton>
        <LogInAsSomeoneElse path={path}>Not you? Log in as someone else</LogInAsSomeoneElse>
      </div>
    </StepCard>
  )
}
