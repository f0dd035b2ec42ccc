'use server'
import { redirect } from 'next/navigation'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form'
import { rememberAddress } from '@/app/_http/remembered-address'
import { register } from '@/lib/accounts/register'

export async function registerAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runForm(register, form)
  if (!result.ok) return formState(result, form)
  await rememberAddress(result.value.user.email)
  redirect('/login?notice=registered')
}
