'use server'
import { redirect } from 'next/navigation'
import { COOKIE_SENT } from '@/app/_http/cookies/cookie-sent'
import { isMarkedBrowser } from '@/app/_http/cookies/device-cookie'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { keepLoginToken } from '@/app/_http/cookies/login-cookie'
import { browserSession } from '@/app/_http/cookies/session-cookie'
import { appLoginPath, pathAfterForm } from '@/app/_http/form/app-login-path'
import { fieldsOf } from '@/app/_http/form/fields-of'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { passkeyLogin } from '@/lib/passkeys/passkey-login'
import type { Failure, FailureCode } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { login } from '@/lib/sessions/login/login'
import { finishLogin } from './finish-login'

const withPassword = 'Log in with your password.'
const passkeyWords: Partial<Record<FailureCode, string>> = {
  'passkey-refused': `This passkey didn’t open an account. ${withPassword}`,
  'passkey-unknown': `This site doesn’t know this passkey. ${withPassword}`,
  'passkey-removed': `This passkey was removed from its account. ${withPassword}`,
}

export async function loginAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const next = form.get('next')
  // Another login would end this browser's session, and with it the one in the app that was entered from another tab just now.
  if (appLoginPath(next) && (await isLoggedInAs(form))) redirect(pathAfterForm(next) as '/account')
  const withPasskey = Boolean(form.get('credential'))
  const result = await runForm(withPasskey ? passkeyLogin : login, form)
  if (result.ok) return finishLogin(result.value, next)
  if (withPasskey) return refusedPasskey(result, form)
  await rememberEmail(form.get('email'))
  if (result.code === 'second-step-required') return goToSecondStep(result, next)
  return formState(result, form)
}

/** The fields of the form are not at fault. */
function refusedPasskey(refused: Failure, form: FormData): FormState {
  const code = refused.code === 'invalid-input' ? 'passkey-refused' : refused.code
  const shown = formState({ ...refused, code, fields: {} }, form)
  return { ...shown, message: passkeyWords[code] ?? shown.message }
}

/** The token goes into a cookie and never into the page, so that no script can read it and no history keeps it. */
async function goToSecondStep({ more }: Failure, next: unknown): Promise<never> {
  const showsCookies = await isMarkedBrowser()
  await keepLoginToken(String(more?.login_token))
  // For a browser that may keep no cookies, the next page first checks that it kept this one.
  const page = showsCookies ? '/login/second-step' : `/login/second-step?${COOKIE_SENT}`
  redirect(withNext(page, safePath(next)) as '/login/second-step')
}

/** Whether the account with this email or passkey has logged in in this browser since the form was shown. */
async function isLoggedInAs(form: FormData): Promise<boolean> {
  // If the database is away, the login itself says so.
  const user = (await browserSession().catch(() => undefined))?.user
  if (!user) return false
  const handle = handleIn(fieldsOf(form).credential)
  if (handle) return handle === user.passkeyHandle
  const email = form.get('email')
  return typeof email === 'string' && canonicalEmail(email) === canonicalEmail(user.email)
}

/** The handle of the account that the passkey claims to belong to. It is not checked, because it opens nothing. */
function handleIn(credential: unknown): string | undefined {
  const { response } = { ...(credential as { response?: { userHandle?: unknown } }) }
  return typeof response?.userHandle === 'string' ? response.userHandle : undefined
}
