'use server'
import { redirect } from 'next/navigation'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { isMarkedBrowser } from '@/app/_http/cookies/device-cookie'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { keepLoginToken } from '@/app/_http/cookies/login-cookie'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { appLoginPath, pathAfterForm } from '@/app/_http/form/app-login-path'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import type { Failure } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { login } from '@/lib/sessions/login'
import { finishLogin } from './finish-login'

export async function loginAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const next = form.get('next')
  // Another login would end this browser's session, and with it the one in the app that was entered from another tab just now.
  if (appLoginPath(next) && (await isLoggedInAs(form.get('email')))) redirect(pathAfterForm(next) as '/account')
  const result = await runForm(login, form)
  if (result.ok) return finishLogin(result.value, next)
  await rememberEmail(form.get('email'))
  if (result.code === 'second-step-required') return goToSecondStep(result, next)
  return formState(result, form)
}

/** The token goes into a cookie and never into the page, so that no script can read it and no history keeps it. */
async function goToSecondStep({ more }: Failure, next: unknown): Promise<never> {
  const showsCookies = await isMarkedBrowser()
  await keepLoginToken(String(more?.login_token))
  // For a browser that may keep no cookies, the next page first checks that it kept this one.
  const page = showsCookies ? '/login/second-step' : `/login/second-step?${COOKIE_SENT}`
  redirect(withNext(page, safePath(next)) as '/login/second-step')
}

/** Whether the account with this email has logged in in this browser since the form was shown. */
async function isLoggedInAs(email: unknown): Promise<boolean> {
  // If the database is away, the login itself says so.
  const user = await loggedInUser().catch(() => undefined)
  return user !== undefined && typeof email === 'string' && canonicalEmail(email) === canonicalEmail(user.email)
}
