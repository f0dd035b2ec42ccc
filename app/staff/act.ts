'use server'
import { notFound, redirect } from 'next/navigation'
import { asForm } from '@/app/_http/form/run-form'
import { askedAct, performAct } from '@/app/_http/staff/perform-act'

/** The one way from a page of the console to an act on an account. */
export async function actAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const asked = askedAct(form)
  if (!asked) notFound()
  redirect(await performAct(asked))
}
