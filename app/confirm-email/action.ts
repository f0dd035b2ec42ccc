'use server'
import { redirectAfterLink } from '@/app/_http/form/redirect-after-link'
import { asForm } from '@/app/_http/form/run-form'
import { runLinkButton } from '@/app/_http/form/run-link-form'
import { confirmEmail } from '@/lib/email-change/confirm-email'

const PAGE = '/confirm-email'

export async function confirmEmailAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const { email } = await runLinkButton(confirmEmail, PAGE, form)
  await redirectAfterLink(email, {
    account: '/account/email?changed',
    login: '/login?notice=email-changed',
    page: PAGE,
  })
}
