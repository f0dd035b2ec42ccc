'use server'
import { redirect } from 'next/navigation'
import { asForm, runForm } from '@/app/_http/form/run-form'
import { leaveStaff } from '@/lib/staff/leave'

export async function leaveAction(): Promise<void> {
  const form = asForm()
  await runForm(leaveStaff, form)
  redirect('/account')
}
