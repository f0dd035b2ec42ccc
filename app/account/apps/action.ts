'use server'
import { redirect } from 'next/navigation'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm } from '@/app/_http/form/run-form'
import { removeApp } from '@/lib/apps/remove-app'

const PAGE = '/account/apps'

export async function removeAppAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const result = await runAccountForm(removeApp, form, PAGE)
  // An app that has no access any more was removed in another tab.
  const isRemoved = result.ok || result.code === 'not-found'
  redirect(isRemoved ? `${PAGE}?removed` : `${PAGE}?refused=${refusalParam(result)}`)
}
