'use server'
import { redirect } from 'next/navigation'
import { renewSessionCookie } from '@/app/_http/cookies/session-cookie'
import { asForm, runForm } from '@/app/_http/form/run-form'
import { leaveStaff } from '@/lib/staff/leave'

export async function leaveAction(): Promise<void> {
  const form = asForm()
  const result = await runForm(leaveStaff, form)
  // A copy of the session from the console is worth nothing from then on.
  if (result.ok) await renewSessionCookie()
  redirect('/account')
}
