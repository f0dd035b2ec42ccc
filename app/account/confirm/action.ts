'use server'
import { redirect } from 'next/navigation'
import { accountPath } from '@/app/_http/form/account-path'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'

export async function confirmOwnerAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(confirmOwner, form, '/account/confirm')
  if (!result.ok) return formState(result, form)
  redirect(accountPath(form.get('next')) as '/account', 'replace')
}
