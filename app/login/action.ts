'use server'
import { redirect } from 'next/navigation'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { isMarkedBrowser, rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { forgetEmail, rememberEmail } from '@/app/_http/cookies/email-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { onwardPath, takeOnward } from '@/app/_http/cookies/onward-cookie'
import { setSessionCookie } from '@/app/_http/cookies/session-cookie'
import { appLoginPath, pathAfterForm } from '@/app/_http/form/app-login-path'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { login } from '@/lib/sessions/login'

export async function loginAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
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
  const next = form.get('next')
  if (appLoginPath(next) === (await onwardPath())) await takeOnward()
  // The account says that it will not be deleted. Someone on the way into an app goes on into it all the same.
  const path = restored && !appLoginPath(next) ? '/account?restored' : pathAfterForm(next)
  // A browser that sent the device cookie keeps cookies. For any other, the next page first checks that it kept this one.
  redirect((showsCookies ? path : `/login?${COOKIE_SENT}&next=${encodeURIComponent(path)}`) as '/account')
}
