import { saveToDevMailbox } from '@/emails/transport/dev-mailbox'
import { requireOneAddress } from '@/emails/transport/one-address'
import type { OutgoingEmail, Sent } from '@/emails/transport/outgoing-email'
import { sendByResend } from '@/emails/transport/resend'
import { sendBySmtp } from '@/emails/transport/smtp'
import { config } from '@/lib/config'

const SEND_TIMEOUT_SECONDS = 20

const transports = { resend: sendByResend, smtp: sendBySmtp, mailbox: saveToDevMailbox }

/** Sends one mail to one person by the transport configured, or throws an error that is fit for the log. */
export async function sendEmail(
  message: OutgoingEmail,
  { settings = config(), timeoutSeconds = SEND_TIMEOUT_SECONDS } = {},
): Promise<Sent> {
  requireOneAddress(message.to)
  // One clock for the whole send: a server that sends a byte now and then never trips a timeout of its own.
  const deadline = AbortSignal.timeout(timeoutSeconds * 1000)
  return transports[settings.mailTransport](message, settings, deadline)
}
