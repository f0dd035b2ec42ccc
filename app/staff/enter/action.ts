'use server'
import { notFound, redirect } from 'next/navigation'
import { setSessionCookie } from '@/app/_http/cookies/session-cookie'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { staffPath } from '@/app/_http/staff/staff-path'
import { enterStaff } from '@/lib/staff/enter'

export async function enterAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runForm(enterStaff, form)
  if (result.ok) {
    // After runForm, which gives confirmed sessions a new token by itself: this one is newer.
    await setSessionCookie(result.value.token)
    redirect(staffPath(form.get('next')) as '/staff', 'replace')
  }
  if (result.code === 'not-found') notFound()
  if (result.code === 'unauthenticated') redirect('/login?next=/staff')
  if (result.code === 'second-factor-setup-required') redirect('/staff/enter')
  return formState(result, form)
}
