'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { removePasskey } from '@/lib/passkeys/remove'

const LIST = '/account/security/passkeys'

export async function removePasskeyAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(removePasskey, form, LIST)
  // Another tab has removed it already, and the list then shows so.
  if (!result.ok && result.code === 'not-found') redirect(LIST)
  if (!result.ok) return formState(result, form)
  redirect(`${LIST}?removed`)
}
