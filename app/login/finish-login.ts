import { redirect } from 'next/navigation'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { isMarkedBrowser, rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { forgetEmail } from '@/app/_http/cookies/email-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { forgetLoginToken, loginToken } from '@/app/_http/cookies/login-cookie'
import { onwardPath, rememberBeforeSetUp, takeOnward } from '@/app/_http/cookies/onward-cookie'
import { setSessionCookie } from '@/app/_http/cookies/session-cookie'
import { appLoginPath, pathAfterForm } from '@/app/_http/form/app-login-path'
import { isSetUpRequired, isTwoStepRequired } from '@/lib/factors/set-up-required'
import { currentSession } from '@/lib/sessions/current-user'
import type { LoggedIn } from '@/lib/sessions/login/begin-session'

/** What follows every login in a browser, after one step or two. Leads on to `next`, or first to `instead` if it is no app. */
export async function finishLogin(
  { token, user, restored, suspended }: LoggedIn,
  next: unknown,
  instead?: string,
): Promise<never> {
  const pending = await loginToken()
  const showsCookies = pending !== undefined || (await isMarkedBrowser())
  // Every login starts a new session and ends this browser's previous one, so that none can be planted or left behind.
  await logOutBrowser()
  await setSessionCookie(token)
  if (pending !== undefined) await forgetLoginToken()
  await rememberBrowser(user.id)
  await forgetEmail()
  if (appLoginPath(next) === (await onwardPath())) await takeOnward()
  // Only on the way to another page of the account: someone on the way into an app goes on into it all the same.
  const first = instead ?? firstPage({ restored, suspended })
  const path = first && !appLoginPath(next) ? first : pathAfterForm(next)
  // Here, because the page that leads to the setup may be rendered as part of this answer, and then cannot set cookies.
  if (await mustSetUp(token)) await rememberBeforeSetUp(next)
  // A browser that sent a cookie keeps cookies. For any other, the next page first checks that it kept this one.
  const checked = showsCookies ? path : `/login?${COOKIE_SENT}&next=${encodeURIComponent(path)}`
  // The page of the second step is not left in the history: its code is used up.
  redirect(checked as '/account', pending === undefined ? 'push' : 'replace')
}

/** What the account has to say or to ask. The profile is not shown to someone who must set up two-step login first. */
function firstPage({ restored, suspended }: Pick<LoggedIn, 'restored' | 'suspended'>): string | undefined {
  const page = suspended || isTwoStepRequired() ? '/account/security' : '/account'
  if (restored) return `${page}?restored`
  return suspended ? page : undefined
}

/** Where two-step login is optional, this asks nothing of the database. */
async function mustSetUp(token: string): Promise<boolean> {
  const here = { token, kind: 'browser' } as const
  // If the database is away just now, the login is done all the same, and only the way back is lost.
  const session = isTwoStepRequired() ? await currentSession(here).catch(() => undefined) : undefined
  return session !== undefined && isSetUpRequired(session.user)
}
