'use server'
import { redirect } from 'next/navigation'
import { forgetEmail } from '@/app/_http/cookies/email-cookie'
import { forgetLoginToken, loginToken } from '@/app/_http/cookies/login-cookie'
import { trustThisBrowser } from '@/app/_http/cookies/trusted-cookie'
import { type Offer, offerOf } from '@/app/_http/form/offer-of'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { finishLogin } from '@/app/login/finish-login'
import type { RequestOptions } from '@/lib/factors/webauthn/request-options'
import type { FieldErrors } from '@/lib/result'
import { cancelLogin } from '@/lib/two-step/cancel-login'
import { secondStepFields } from '@/lib/two-step/schema'
import { secondStep } from '@/lib/two-step/second-step'
import { secondStepOptions } from '@/lib/two-step/second-step-options'
import { pathOfEndedLogin, pathToLogin } from './ways-back'

export async function secondStepAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const next = form.get('next')
  const result = await runForm(secondStep, form, { login_token: (await loginToken()) ?? '' })
  if (result.ok) {
    if (form.get('trust_browser')) await trustThisBrowser(result.value)
    const { recoveryCodesLeft, restored } = result.value
    // Someone who has used a recovery code may have lost the phone, and can set up a new app while the login is fresh.
    const usedCode = restored ? '/account/security?recovery-code-used&restored' : '/account/security?recovery-code-used'
    return finishLogin(result.value, next, recoveryCodesLeft === undefined ? undefined : usedCode)
  }
  // The page knows which kind of code it asked for.
  if (result.code === 'invalid-input' && !form.get('credential'))
    return formState({ ...result, fields: malformedIn(form) }, form)
  const noneLeft = result.code === 'wrong-code' && result.more?.attempts_left === 0
  if (result.code !== 'login-expired' && !noneLeft) return formState(result, form)
  await forgetLoginToken()
  redirect((await pathOfEndedLogin(next, noneLeft ? 'wrong-codes' : 'login-expired')) as '/login', 'replace')
}

export async function secondStepOptionsAction(sent: FormData): Promise<Offer<RequestOptions>> {
  const form = asForm(sent)
  const result = await runForm(secondStepOptions, form, { login_token: (await loginToken()) ?? '' })
  const offer = offerOf(result)
  if (result.ok || result.code !== 'login-expired') return offer
  await forgetLoginToken()
  return { ...offer, elsewhere: await pathOfEndedLogin(form.get('next')) }
}

function malformedIn(form: FormData): FieldErrors {
  const fields = secondStepFields[form.get('with') === 'recovery-code' ? 'recovery-code' : 'authenticator-app']
  const { error } = fields.safeParse(Object.fromEntries(form))
  return { code: error?.issues.map(({ message }) => message) ?? [] }
}

export async function cancelLoginAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await runForm(cancelLogin, form, { login_token: (await loginToken()) ?? '' })
  await forgetLoginToken()
  // The form must not offer the account that this person has just left.
  await forgetEmail()
  redirect(pathToLogin(form.get('next')) as '/login', 'replace')
}
