'use server'
import { redirect } from 'next/navigation'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { openedLink } from '@/app/_http/form/opened-link'
import { asForm } from '@/app/_http/form/run-form'
import { runLinkButton } from '@/app/_http/form/run-link-form'
import { undoEmail } from '@/lib/email-change/undo-email'

export async function undoEmailAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const { email } = await runLinkButton(undoEmail, '/undo-email', form)
  // Logs out this browser whichever account was logged in: it may be the intruder's session.
  await logOutBrowser()
  await rememberEmail(email)
  redirect((await changesLogins()) ? '/undo-email?done' : '/login?notice=email-restored')
}

/** Whether the account has more to know for a login than the password: its page says so then, which the login page cannot. */
async function changesLogins(): Promise<boolean> {
  // If the database is away just now, the email is back all the same.
  const link = await openedLink('undo-email').catch(() => undefined)
  return link?.state === 'link-used' && (link.user.twoStepAt ?? link.user.factorsSuspendedAt) !== null
}
