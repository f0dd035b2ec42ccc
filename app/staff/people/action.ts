'use server'
import { redirect } from 'next/navigation'
import { asForm } from '@/app/_http/form/run-form'
import { searchPath } from '@/app/_http/staff/search-path'

export async function searchAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  redirect(await searchPath(form, '/staff/people'))
}
