import { greetSmtp } from '@/emails/transport/smtp'
import type { Config } from '@/lib/config'
import type { Check } from '@/lib/doctor/check'
import { type Finding, fine, hint } from '@/lib/doctor/finding'
import { resendAccount } from './resend-account'
import { smtpSender, smtpUnavailable } from './smtp-login'

const PATIENCE_SECONDS = 8

/** Checks that email could be sent now, without sending any. */
export const mailServer: Check = async ({ settings }) => {
  const deadline = AbortSignal.timeout(PATIENCE_SECONDS * 1000)
  if (settings.SMTP_URL) return smtp(settings.SMTP_URL, settings, deadline)
  if (settings.RESEND_API_KEY) return resendAccount(settings, deadline)
  if (settings.production) return []
  return [
    hint(
      'mail',
      'No email transport is set, so emails go to /dev/mailbox. Production needs SMTP_URL or RESEND_API_KEY.',
    ),
  ]
}

async function smtp(url: string, { MAIL_FROM, APP_URL }: Partial<Config>, deadline: AbortSignal): Promise<Finding[]> {
  const away = await greetSmtp(url, deadline, APP_URL).then(
    () => undefined,
    (error) => smtpUnavailable(error, url),
  )
  const { host, username } = new URL(url)
  const says = username
    ? `The mail server ${host} answers and accepts the user name and password.`
    : `The mail server ${host} answers and needs no password.`
  return [away ?? fine('mail', says), ...smtpSender(url, MAIL_FROM)]
}
