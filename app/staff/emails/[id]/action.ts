'use server'
import { notFound, redirect } from 'next/navigation'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { asForm, runForm } from '@/app/_http/form/run-form'
import { enterPath } from '@/app/_http/staff/open-staff'
import { isId } from '@/lib/rules/is-id'
import { runAsStaff } from '@/lib/staff/run-as-staff'

export async function retryAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const id = String(form.get('id'))
  const result = await runForm((_, caller) => runAsStaff('mail retry', { ids: [id] }, caller), form)
  if (!isId(id) || (!result.ok && result.code === 'not-found')) notFound()
  const page = `/staff/emails/${id}` as const
  if (result.ok) redirect(`${page}?${result.value.retried.length > 0 ? 'done' : 'untouched'}`)
  redirect(result.code === 'unauthenticated' ? enterPath(page) : `${page}?refused=${refusalParam(result)}`)
}
