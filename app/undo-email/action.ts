'use server'
import { redirect } from 'next/navigation'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { openedLink } from '@/app/_http/form/opened-link'
import { asForm } from '@/app/_http/form/run-form'
import { runLinkButton } from '@/app/_http/form/run-link-form'
import { undoEmail } from '@/lib/email-change/undo-email'
import { isLockedOut } from '@/lib/not-me/not-me'

export async function undoEmailAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const { email } = await runLinkButton(undoEmail, '/undo-email', form)
  // Logs out this browser whichever account was logged in: it may be the intruder's session.
  await logOutBrowser()
  await rememberEmail(email)
  redirect((await changesLogins()) ? '/undo-email?done' : '/login?notice=email-restored')
}

/** Whether a login needs something else now than the password that the owner had: the page says so then, which the login page cannot. */
async function changesLogins(): Promise<boolean> {
  // If the database is away just now, the email is back all the same.
  const link = await openedLink('undo-email').catch(() => undefined)
  if (link?.state !== 'link-used') return false
  const { user } = link
  return isLockedOut(user) || (user.twoStepAt ?? user.factorsSuspendedAt) !== null
}
