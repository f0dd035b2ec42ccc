'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/account-form'
import { asForm, type FormState, formState } from '@/app/_http/form'
import { clearSessionCookie } from '@/app/_http/session-cookie'
import { deleteAccount } from '@/lib/account-deletion/delete-account'

export async function deleteAccountAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(deleteAccount, form, '/account/delete')
  if (!result.ok) return formState(result, form)
  await clearSessionCookie()
  redirect('/login?notice=deletion-asked')
}
