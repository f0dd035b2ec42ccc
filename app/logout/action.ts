'use server'
import { redirect } from 'next/navigation'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { asForm } from '@/app/_http/form/run-form'

export async function logOutAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const ended = await logOutBrowser()
  goOn(form, ended ? 'go' : undefined)
}

export async function stayLoggedInAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  goOn(form, 'go')
}

/** The page checks again where it leads. If the session could not be ended, it asks again. */
function goOn(form: FormData, step: 'go' | undefined): never {
  const query = new URLSearchParams(String(form.get('target') ?? ''))
  if (step) query.set(step, '')
  redirect(`/logout?${query}` as '/logout')
}
