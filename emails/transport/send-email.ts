import { saveToDevMailbox } from '@/emails/transport/dev-mailbox'
import { requireOneAddress } from '@/emails/transport/one-address'
import type { OutgoingEmail, Sent } from '@/emails/transport/outgoing-email'
import { sendByResend } from '@/emails/transport/resend'
import { sendBySmtp } from '@/emails/transport/smtp'
import { config } from '@/lib/config'

const SEND_TIMEOUT_SECONDS = 20

const transports = { resend: sendByResend, smtp: sendBySmtp, mailbox: saveToDevMailbox }

/** Sends one email to one recipient through the configured transport, or throws an error that is safe to log. */
export async function sendEmail(
  message: OutgoingEmail,
  { settings = config(), timeoutSeconds = SEND_TIMEOUT_SECONDS } = {},
): Promise<Sent> {
  requireOneAddress(message.to)
  // One deadline for the whole send, because a server that sends a byte now and then would never reach an idle timeout.
  const deadline = AbortSignal.timeout(timeoutSeconds * 1000)
  return transports[settings.mailTransport](message, settings, deadline)
}
