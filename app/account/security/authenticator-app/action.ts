'use server'
import { redirect } from 'next/navigation'
import { rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { loggedInUser, renewSessionCookie } from '@/app/_http/cookies/session-cookie'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { finishAuthenticatorApp } from '@/lib/authenticator-app/finish'

const PAGE = '/account/security/authenticator-app'

export async function beginSetUpAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(beginAuthenticatorApp, form, PAGE)
  if (!result.ok) return formState(result, form)
  // Also if the session was fresh and nothing was asked: a copy of the former token must not see the secret.
  await renewSessionCookie()
  // The page reads the secret itself, so that it shows the same when it is reloaded.
  redirect(PAGE, 'replace')
}

export async function finishSetUpAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(finishAuthenticatorApp, form, PAGE)
  if (!result.ok && result.code === 'set-up-expired') redirect(`${PAGE}?refused=set-up-expired`, 'replace')
  if (!result.ok && result.code === 'confirmation-required') redirect(`/account/confirm?next=${PAGE}`, 'replace')
  if (!result.ok) return formState(result, form)
  await renewSessionCookie()
  // Two-step login makes the account forget the browsers that needed only the password, and this one too.
  const user = result.value.recovery_codes && (await loggedInUser())
  if (user) await rememberBrowser(user.id)
  const { recovery_codes } = result.value
  return recovery_codes
    ? { errors: {}, values: {}, recoveryCodes: recovery_codes }
    : redirect('/account/security?app-replaced', 'replace')
}
