'use server'
import { redirect } from 'next/navigation'
import { asForm } from '@/app/_http/form/run-form'
import { typedIn } from '@/app/_http/staff/perform-act'
import { refusedParams } from '@/app/_http/staff/refused-form'
import { runStaffForm } from '@/app/_http/staff/run-staff-form'

const PAGE = '/staff/people/create'
const fields = ['first_name', 'last_name', 'email', 'phone_number']

export async function createAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const typed = Object.fromEntries(fields.map((name) => [name, typedIn(form, name)]))
  const result = await runStaffForm({ name: 'users create', input: typed, form }, PAGE)
  if (result.ok) redirect(`/staff/people/${result.value.user.id}?created`)
  redirect(`${PAGE}?${await refusedParams(result, { form: 'users create', typed })}`)
}
