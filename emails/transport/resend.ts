import { Resend } from 'resend'
import { LOGO_CID } from '@/emails/parts/logo-cid'
import type { OutgoingEmail, Sent } from '@/emails/transport/outgoing-email'
import type { Config } from '@/lib/config'

export const EMAIL_ID_TAG = 'rekey_email_id'

/** Sends the email through Resend, or through the compatible API at RESEND_BASE_URL. */
export async function sendByResend(message: OutgoingEmail, settings: Config, deadline: AbortSignal): Promise<Sent> {
  const resend = new Resend(settings.RESEND_API_KEY, { baseUrl: settings.RESEND_BASE_URL })
  const { emailLogo } = settings.brand
  const { data, error } = await resend.emails.send(
    {
      from: settings.MAIL_FROM,
      to: [message.to],
      subject: message.subject,
      html: message.html,
      text: message.text,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(emailLogo && { attachments: [attached(emailLogo)] }),
      // Webhooks return this ID, so they can be matched even if they arrive before this answer.
      tags: [{ name: EMAIL_ID_TAG, value: message.id }],
    },
    { idempotencyKey: keyOf(message), signal: deadline },
  )
  if (data) return { providerId: data.id }
  // An earlier attempt was accepted but its answer was lost. Its link differs from this one's, and it works.
  if (error?.name === 'invalid_idempotent_request') return {}
  throw new Error(`Resend: ${deadline.aborted ? 'no answer in time' : fault(error)}`)
}

/** Attached, and not fetched from the site, so that nobody learns when and where an email is opened. */
function attached({ body }: NonNullable<Config['brand']['emailLogo']>) {
  return { contentId: LOGO_CID, filename: 'logo.png', contentType: 'image/png', content: body.toString('base64') }
}

/** For a day Resend sends nothing twice under one key, not even after a bounce, so a retry by an operator needs another key. */
const keyOf = ({ id, retriedAt }: OutgoingEmail) => [id, retriedAt].filter(Boolean).join('/')

/** The name and status of the error, never its message, which may quote the email address. */
function fault(error: { name: string; statusCode: number | null } | null): string {
  const name = /^[a-z_]{1,60}$/.exec(error?.name ?? '')?.[0] ?? 'an answer that cannot be read'
  return error?.statusCode ? `${name} (${Number(error.statusCode)})` : name
}
