import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { readRefusalParam } from '@/app/_http/form/refusal-param'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { refusalIn } from '@/app/_ui/forms/refusal'
import { Notice } from '@/app/_ui/notice'
import { resendWait } from '@/app/account/resend-wait'
import type { PublicUser } from '@/lib/accounts/public-user'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { resendVerificationAction } from './action'
import { PathButton } from './path-button'
import { StepCard } from './step-card'
import { CancelLogin, LogInAsSomeoneElse } from './ways-out'

type Asked = { refused?: unknown; sent?: unknown }
type Props = { path: AppLoginPath; asked: Asked; app: ShownApp; user: PublicUser }

/** The app admits only verified emails, because it may find its accounts by them. */
export function UnverifiedEmail({ path, asked, app, user }: Props) {
  const wait = waitIn(asked)
  return (
    <StepCard title="Verify your email" refused={wait ? undefined : refusalIn(asked.refused)}>
      <Notice>
        {wait ??
          (asked.sent === undefined ? undefined : 'We’ve sent you a new link. Links in earlier emails no longer work.')}
      </Notice>
      <p>
        <strong>{app.name}</strong> needs a verified email. Open the link we sent to <strong>{user.email}</strong> in
        this browser, and you’ll continue to {app.name}.
      </p>
      <p>No email? Check your spam folder, or let us send it again.</p>
      <DevelopmentMailbox />
      <PathButton path={path} action={resendVerificationAction} main>
        Resend email
      </PathButton>
      <p className="aside">
        Verified it on another device? <a href={path}>Continue to {app.name}</a>
      </p>
      <p className="aside">
        Wrong email? <a href="/account/email">Change it in your account</a>
      </p>
      <div className="ways-out">
        <LogInAsSomeoneElse path={path}>Not you? Log in as someone else</LogInAsSomeoneElse>
        <CancelLogin path={path} app={app} />
      </div>
    </StepCard>
  )
}

/** Too early is no error: nothing is wrong, and the text says when. */
function waitIn({ refused }: Asked): string | undefined {
  const read = readRefusalParam(refused)
  return read?.code === 'too-many-requests' ? resendWait(read.retryAfterSeconds) : undefined
}
