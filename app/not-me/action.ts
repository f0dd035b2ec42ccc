'use server'
import { redirect } from 'next/navigation'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { asForm } from '@/app/_http/form/run-form'
import { runLinkButton } from '@/app/_http/form/run-link-form'
import { notMe } from '@/lib/not-me/not-me'

export async function notMeAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await runLinkButton(notMe, '/not-me', form)
  // Logs out this browser whichever account was logged in: it may be the intruder's session.
  await logOutBrowser()
  redirect('/not-me?done')
}

export async function cancelResetAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await runLinkButton(notMe, '/not-me', form)
  redirect('/not-me?done=reset')
}
