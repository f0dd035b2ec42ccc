import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { refusalIn } from '@/app/_ui/forms/refusal'
import type { PublicUser } from '@/lib/accounts/public-user'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { LoggedInAs } from './logged-in-as'
import { StepCard } from './step-card'
import { CancelLogin, LogInAsSomeoneElse } from './ways-out'

type Props = { path: AppLoginPath; asked: { refused?: unknown }; app: ShownApp; user: PublicUser }

export function Forbidden({ path, asked, app, user }: Props) {
  return (
    <StepCard title={`You don’t have access to ${app.name}`} refused={refusalIn(asked.refused)}>
      <LoggedInAs user={user} />
      <p>
        <strong>{app.name}</strong> admits only people on its list. Ask the person who runs it to add you.
      </p>
      <div className="ways-out">
        <CancelLogin path={path} app={app} main />
        <LogInAsSomeoneElse path={path}>Log in as someone else</LogInAsSomeoneElse>
      </div>
    </StepCard>
  )
}
