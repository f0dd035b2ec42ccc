'use server'
import { redirect } from 'next/navigation'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { asForm } from '@/app/_http/form/run-form'
import { runLinkButton } from '@/app/_http/form/run-link-form'
import { contest } from '@/lib/email-change/contest'

export async function contestAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await runLinkButton(contest, '/contest', form)
  // Logs out this browser whichever account was logged in, so that nobody stays in an account that was contested.
  await logOutBrowser()
  redirect('/contest?done')
}
