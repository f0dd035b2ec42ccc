'use server'
import { redirect } from 'next/navigation'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { asForm } from '@/app/_http/form/run-form'
import { runLinkButton } from '@/app/_http/form/run-link-form'
import { undoEmail } from '@/lib/email-change/undo-email'

export async function undoEmailAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const { email } = await runLinkButton(undoEmail, '/undo-email', form)
  // Logs out this browser whichever account was logged in: it may be the intruder's session.
  await logOutBrowser()
  await rememberEmail(email)
  redirect('/login?notice=email-restored')
}
