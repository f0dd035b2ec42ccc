'use server'
import { redirect } from 'next/navigation'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { type AppLoginPath, appLoginPath } from '@/app/_http/form/app-login-path'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { resendVerification } from '@/lib/email-verification/resend-verification'
import { answerConsent, cancelAppLogin } from '@/lib/provider/login/answer-app-login'
import { fail, type Result } from '@/lib/result'
import { cookieHeader, uidOf } from './this-browser'

export async function confirmOwnerAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const path = pathIn(form)
  const result = await runForm(confirmOwner, form)
  // If the session has ended in the meantime, the page asks for a login instead.
  if (!result.ok && result.code !== 'unauthenticated') return formState(result, form)
  redirect(`${path}?go` as '/')
}

export async function logInAsSomeoneElseAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const path = pathIn(form)
  goOn(path, (await logOutBrowser()) ? undefined : fail('unavailable'))
}

export async function resendVerificationAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const path = pathIn(form)
  const result = await runForm(resendVerification, form)
  if (result.ok) redirect(`${path}?go&sent` as '/')
  goOn(path, result)
}

export async function allowAppAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await decide(form, true)
}

export async function denyAppAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await decide(form, false)
}

export async function cancelAppLoginAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const path = pathIn(form)
  goOn(path, await runForm(cancelAppLogin, form, await ownedBy(path)))
}

async function decide(form: FormData, allowed: boolean): Promise<never> {
  const path = pathIn(form)
  return goOn(path, await runForm(answerConsent, form, { ...(await ownedBy(path)), allowed }))
}

/** Which login the form answers, and with which cookies: the form itself decides neither what a cookie says. */
async function ownedBy(path: AppLoginPath) {
  return { uid: uidOf(path), cookie: await cookieHeader() }
}

function pathIn(form: FormData): AppLoginPath {
  return appLoginPath(form.get('next')) ?? redirect('/')
}

/** Back to the page, which knows what is next. Someone who is no longer logged in finds the login there. */
function goOn(path: AppLoginPath, outcome?: Result<unknown>): never {
  const isRefused = outcome && !outcome.ok && outcome.code !== 'unauthenticated'
  redirect((isRefused ? `${path}?go&refused=${refusalParam(outcome)}` : `${path}?go`) as '/')
}
