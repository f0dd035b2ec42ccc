'use server'
import { redirect } from 'next/navigation'
import { rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { loggedInUser, renewSessionCookie } from '@/app/_http/cookies/session-cookie'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'

export async function switchOnAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(switchOnTwoStep, form, '/account/security/two-step')
  if (!result.ok && result.code === 'no-second-factor') redirect('/account/security')
  if (!result.ok) return formState(result, form)
  const { recovery_codes } = result.value
  // Another tab has turned it on, and that tab shows the codes.
  if (!recovery_codes) redirect('/account/security')
  // Also if the session was fresh and nothing was asked: a copy of the former token must not stay logged in.
  await renewSessionCookie()
  // Two-step login makes the account forget the browsers that needed only the password, and this one too.
  const user = await loggedInUser()
  if (user) await rememberBrowser(user.id)
  return { errors: {}, values: {}, recoveryCodes: recovery_codes }
}
