'use server'
import { redirect } from 'next/navigation'
import { accountPath } from '@/app/_http/form/account-path'
import { type Offer, offerOf } from '@/app/_http/form/offer-of'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { confirmOptions } from '@/lib/confirmation/options'
import type { RequestOptions } from '@/lib/factors/webauthn/request-options'

export async function confirmOwnerAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(confirmOwner, form, '/account/confirm')
  if (!result.ok) return formState(result, form)
  redirect(accountPath(form.get('next')) as '/account', 'replace')
}

/** For every form of the account that asks the owner to confirm. */
export async function confirmOptionsAction(): Promise<Offer<RequestOptions>> {
  const form = asForm()
  return offerOf(await runForm(confirmOptions, form))
}
