'use server'
import { redirect } from 'next/navigation'
import { type Offer, offerOf } from '@/app/_http/form/offer-of'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import type { CreationOptions } from '@/app/_ui/passkeys/passkey-json'
import { addPasskey } from '@/lib/passkeys/add'
import { passkeyOptions } from '@/lib/passkeys/options'

const PAGE = '/account/security/passkeys'

export async function passkeyOptionsAction(): Promise<Offer<CreationOptions>> {
  const form = asForm()
  return offerOf(await runForm(passkeyOptions, form), PAGE)
}

export async function addPasskeyAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  // The device has made the passkey already, so a name that was left out must not stop it.
  if (!String(form.get('name') ?? '').trim()) form.delete('name')
  const result = await runAccountForm(addPasskey, form, PAGE)
  if (!result.ok && result.code === 'confirmation-required') redirect(`/account/confirm?next=${PAGE}`)
  if (!result.ok) return formState(result, form)
  redirect(`${PAGE}?added`)
}
