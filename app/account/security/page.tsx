import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { resendWait } from '../resend-wait'
import { TellPasswordManager } from '../tell-password-manager'
import { usedCodeNotice } from './codes-left'
import { decisionNotice } from './suspended/[id]/decision-texts'
import { SuspendedFactors } from './suspended-factors'
import { SwitchedOff } from './switched-off'
import { SwitchedOn } from './switched-on'

const notices = {
  'app-replaced':
    'Your new authenticator app is set up. If you had one before, it no longer works, and you can delete the old entry from your app. Every other device was logged out.',
  'codes-saved': 'Good. Keep your recovery codes where you’ll find them without your phone.',
  'app-removed': 'Your authenticator app was removed. Every other device was logged out.',
  off: 'Every other device was logged out.',
  verified: 'Thank you. Your email is verified.',
  'verification-sent': 'We’ve sent you a new link. Links in earlier emails no longer work.',
  'browsers-forgotten': 'From now on, every browser asks for the second step again.',
}

/** The one place for everything that a login needs besides the password. */
export default orUnavailablePage(async function SecurityPage({ searchParams }: PageProps<'/account/security'>) {
  const session = await loggedInSession('/account/security', { whileRequired: true })
  const { user, twoStepAt } = session
  const [params, factors] = await Promise.all([searchParams, secondFactorsOf({ id: user.id, twoStepAt })])
  const usedCode = params['recovery-code-used'] !== undefined && factors.recovery_codes
  return (
    <section className="card">
      <h1>Security</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      {params['verification-sent'] !== undefined && <DevelopmentMailbox />}
      {params.restored !== undefined && <Notice>Welcome back! Your account will not be deleted.</Notice>}
      <Notice>
        {usedCode
          ? usedCodeNotice(usedCode.left)
          : (noticeIn(params, notices) ?? decisionNotice(params) ?? resendWait(params.wait))}
      </Notice>
      {usedCode && (
        <p>
          Lost your phone? <a href="/account/security/authenticator-app">Set up a new app</a>
        </p>
      )}
      {usedCode && factors.passkeys.length > 0 && (
        <p>
          Lost a passkey? <a href="/account/security/passkeys">Remove it and add a new one</a>
        </p>
      )}
      <SuspendedFactors suspended={factors.suspended} />
      {factors.two_step ? (
        <SwitchedOn factors={factors} user={user} confirmation={await confirmationOf(session)} />
      ) : (
        <SwitchedOff user={user} factors={factors} />
      )}
      <TellPasswordManager />
    </section>
  )
})
