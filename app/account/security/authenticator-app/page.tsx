import { redirect } from 'next/navigation'
import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { setUpOf } from '@/lib/authenticator-app/set-up'
import { config } from '@/lib/config'
import { BeginSetUpForm, SetUpForm } from './form'
import { ScanCode } from './scan-code'

const PAGE = '/account/security/authenticator-app'
const CONFIRM_FIRST = `/account/confirm?next=${PAGE}` as const

/** Only the button begins a setup. Until it is finished, this session sees the same one again, and no other session does. */
export default orUnavailablePage(async function AuthenticatorAppPage({ searchParams }: PageProps<typeof PAGE>) {
  const session = await loggedInSession(PAGE, { whileRequired: true })
  const { id, user, confirmation } = session
  // The page before says what to do first.
  if (!user.email_verified) redirect('/account/security')
  const [{ refused }, setUp] = await Promise.all([searchParams, setUpOf({ id, user })])
  const { fresh, twoStep } = confirmation
  const asked = await confirmationOf(session)
  // With two-step login and a passkey alone, there is no app to replace.
  const replaces = twoStep && asked.methods.includes('authenticator-app')
  // The secret of a setup that was left alone is not for somebody who only has the session.
  if (setUp && !fresh) redirect(CONFIRM_FIRST)
  const site = config().APP_NAME
  const form = { site, email: user.email, title: titleOf(twoStep, replaces) }
  return (
    <section className="card">
      <SetUpForm
        {...form}
        button={twoStep ? 'Use this app' : 'Turn on two-step login'}
        scan={setUp && <ScanCode {...setUp} title={form.title} />}
        begin={
          <>
            <h1>{form.title}</h1>
            <Refusal>{refusalIn(refused)}</Refusal>
            <p>{replaces ? REPLACE : twoStep ? ADD : SET_UP}</p>
            <BeginSetUpForm {...form} confirmation={asked} />
          </>
        }
      />
    </section>
  )
})

const SET_UP =
  'You need an authenticator app on your phone. Many password managers include one. You’ll scan a QR code, enter a code and save your recovery codes. All your other devices will be logged out.'
const ADD =
  'You need an authenticator app on your phone. Many password managers include one. You’ll scan a QR code and enter a code. Then every other device is logged out. Your passkeys and your recovery codes stay the same.'
const REPLACE =
  'Your current app works until you’ve entered a code from the new one. Then every other device is logged out. Your recovery codes stay the same. Your app may then list this account twice. Use the new entry, and delete the old one after you finish.'

function titleOf(twoStep: boolean, replaces: boolean): string {
  if (replaces) return 'Replace your authenticator app'
  return twoStep ? 'Set up an authenticator app' : 'Set up two-step login'
}
