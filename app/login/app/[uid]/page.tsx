import { redirect } from 'next/navigation'
import { forgetOnwardWithPage, keepOnwardWithPage } from '@/app/_http/cookies/onward-cookie'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { type AppLoginPath, appLoginPath } from '@/app/_http/form/app-login-path'
import { GoOn } from '@/app/_ui/go-on'
import { nothingThere } from '@/app/_ui/nothing-there'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import type { AppLogin } from '@/lib/provider/login/app-login'
import { ConfirmOwner } from './confirm-owner'
import { Consent } from './consent'
import { ExpiredLogin } from './expired-login'
import { Forbidden } from './forbidden'
import { LogIn } from './log-in'
import { NeedsCookies } from './needs-cookies'
import { OtherAccount } from './other-account'
import { outcomeIn } from './outcome-in'
import { SetUpTwoStep } from './set-up-two-step'
import { loginOfThisBrowser } from './this-browser'
import { UnverifiedEmail } from './unverified-email'

type Shown = Exclude<AppLogin, { step: 'go-on' | 'expired' }>
type Asked = Record<string, string | string[] | undefined>

/** The steps between an app and its login, one at a time, until the browser can go back to the app. */
export default orUnavailablePage(async function AppLoginPage({ params, searchParams }: PageProps<'/login/app/[uid]'>) {
  if (!config().PROVIDER) return nothingThere()
  const path = appLoginPath(`/login/app/${(await params).uid}`)
  if (!path) return <ExpiredLogin user={await loggedInUser()} />
  const asked = await searchParams
  // Before anything is read: this answers a form, with the cookies of the form, and the next request has those of this page.
  if (asked.go !== undefined) return <GoOn to={path + outcomeIn(asked)} />
  const login = await loginOfThisBrowser(path)
  await noteWayBack(path, login)
  if (login.step === 'go-on') redirect(login.url as '/')
  if (login.step === 'expired') return <ExpiredLogin user={await loggedInUser()} />
  return <Step path={path} login={login} asked={asked} />
})

/** Someone who leaves to verify the email or to set up two-step login finds the way back. Everyone else who is here has arrived. */
async function noteWayBack(path: AppLoginPath, { step }: AppLogin): Promise<void> {
  if (step === 'verify-email' || step === 'set-up') keepOnwardWithPage(path)
  if (step === 'go-on' || step === 'expired') await forgetOnwardWithPage(path)
}

function Step({ path, login, asked }: { path: AppLoginPath; login: Shown; asked: Asked }) {
  switch (login.step) {
    case 'needs-cookies':
      return <NeedsCookies />
    case 'log-in':
      return <LogIn path={path} {...login} />
    case 'confirm-password':
      return <ConfirmOwner path={path} asked={asked} {...login} />
    case 'other-account':
      return <OtherAccount path={path} asked={asked} {...login} />
    case 'verify-email':
      return <UnverifiedEmail path={path} asked={asked} {...login} />
    case 'set-up':
      return <SetUpTwoStep path={path} asked={asked} {...login} />
    case 'forbidden':
      return <Forbidden path={path} asked={asked} {...login} />
    case 'consent':
      return <Consent path={path} asked={asked} {...login} />
  }
}
