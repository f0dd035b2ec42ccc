'use server'
import { redirect } from 'next/navigation'
import { rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { rememberOnward } from '@/app/_http/cookies/onward-cookie'
import { keepRegistrationSecret, registrationSecret } from '@/app/_http/cookies/registration-cookie'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { newBrowserSecret } from '@/lib/accounts/browser-secret'
import { register } from '@/lib/accounts/register'

export async function registerAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  // One secret for everything that this browser registers, so that a second attempt replaces the first.
  const browser = (await registrationSecret()) ?? newBrowserSecret()
  const result = await runForm(register, form, { browser })
  if (!result.ok) {
    // The form then leads to the login, where the email is filled in.
    if (result.code === 'account-exists') await rememberEmail(form.get('email'))
    return formState(result, form)
  }
  await rememberEmail(form.get('email'))
  const next = safePath(form.get('next'))
  await rememberOnward(next)
  const { user } = result.value
  if (!user) {
    await keepRegistrationSecret(browser)
    redirect(withNext('/register?sent', next) as '/register')
  }
  await rememberBrowser(user.id)
  redirect(withNext('/login?notice=registered', next) as '/login')
}
