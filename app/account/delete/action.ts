'use server'
import { redirect } from 'next/navigation'
import { clearSessionCookie } from '@/app/_http/cookies/session-cookie'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { confirmDeletion } from '@/lib/account-deletion/delete-account'

export async function deleteAccountAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(confirmDeletion, form, '/account/delete')
  if (!result.ok) return formState(result, form)
  await clearSessionCookie()
  redirect('/login?notice=deletion-asked')
}
