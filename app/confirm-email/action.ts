'use server'
import { redirectAfterLink } from '@/app/_http/after-link'
import { runLinkButton } from '@/app/_http/run-link'
import { confirmEmail } from '@/lib/email-change/confirm-email'

const PAGE = '/confirm-email'

export async function confirmEmailAction(sent: FormData): Promise<void> {
  const { email } = await runLinkButton(confirmEmail, PAGE, sent)
  await redirectAfterLink(email, {
    account: '/account/email?changed',
    login: '/login?notice=email-changed',
    page: PAGE,
  })
}
