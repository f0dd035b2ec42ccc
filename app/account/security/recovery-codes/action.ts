'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'

export async function makeCodesAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(makeRecoveryCodes, form, '/account/security/recovery-codes')
  if (result.ok) return { errors: {}, values: {}, recoveryCodes: result.value.recovery_codes }
  // Another tab has turned it off, and the page then says so.
  if (result.code === 'two-step-off') redirect('/account/security')
  return formState(result, form)
}
