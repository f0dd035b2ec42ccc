'use server'
import { notFound, redirect } from 'next/navigation'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { asForm, runForm } from '@/app/_http/form/run-form'
import { enterPath } from '@/app/_http/staff/open-staff'
import { examineAsStaff } from '@/lib/staff/examination'

const PAGE = '/staff/health'

export async function examineAction(): Promise<void> {
  const form = asForm()
  const result = await runForm(examineAsStaff, form)
  if (result.ok) redirect(`${PAGE}?examined`)
  if (result.code === 'not-found') notFound()
  redirect(result.code === 'unauthenticated' ? enterPath(PAGE) : `${PAGE}?refused=${refusalParam(result)}`)
}
