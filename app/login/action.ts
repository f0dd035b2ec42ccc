'use server'
import { redirect } from 'next/navigation'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { isMarkedBrowser, rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { forgetEmail, rememberEmail } from '@/app/_http/cookies/email-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { onwardPath, takeOnward } from '@/app/_http/cookies/onward-cookie'
import { loggedInUser, setSessionCookie } from '@/app/_http/cookies/session-cookie'
import { appLoginPath, pathAfterForm } from '@/app/_http/form/app-login-path'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { login } from '@/lib/sessions/login'

export async function loginAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const next = form.get('next')
  // Another login would end this browser's session, and with it the one in the app that was entered from another tab just now.
  if (appLoginPath(next) && (await isLoggedInAs(form.get('email')))) redirect(pathAfterForm(next) as '/account')
  const result = await runForm(login, form)
  if (!result.ok) {
    await rememberEmail(form.get('email'))
    return formState(result, form)
  }
  const { token, user, restored } = result.value
  const showsCookies = await isMarkedBrowser()
  // Every login starts a new session and ends this browser's previous one, so that none can be planted or left behind.
  await logOutBrowser()
  await setSessionCookie(token)
  await rememberBrowser(user.id)
  await forgetEmail()
  if (appLoginPath(next) === (await onwardPath())) await takeOnward()
  // The account says that it will not be deleted. Someone on the way into an app goes on into it all the same.
  const path = restored && !appLoginPath(next) ? '/account?restored' : pathAfterForm(next)
  // A browser that sent the device cookie keeps cookies. For any other, the next page first checks that it kept this one.
  redirect((showsCookies ? path : `/login?${COOKIE_SENT}&next=${encodeURIComponent(path)}`) as '/account')
}

/** Whether the account with this email has logged in in this browser since the form was shown. */
async function isLoggedInAs(email: unknown): Promise<boolean> {
  // If the database is away, the login itself says so.
  const user = await loggedInUser().catch(() => undefined)
  return user !== undefined && typeof email === 'string' && canonicalEmail(email) === canonicalEmail(user.email)
}
