import type { QueuedEmail } from '@/db/emails'
import { type NoReset, openPasswordReset, renewPasswordReset } from '@/db/password-resets'
import type { Content } from '@/emails/message'
import { passwordChangedEmail } from '@/emails/password-changed'
import { resetPasswordEmail } from '@/emails/reset-password'
import { welcomeEmail } from '@/emails/welcome'
import { config } from '@/lib/config'
import { RESET_LIFETIME_MINUTES, signResetToken } from '@/lib/password-reset/token'

/** A mail ready to go, or why there is none to send. */
export type Composed = { to: string; content: Content } | NoReset

const composers: Record<QueuedEmail['kind'], (email: QueuedEmail) => Promise<Composed>> = {
  welcome: async ({ recipient, data }) => ({
    to: recipient,
    content: await welcomeEmail({ firstName: data.first_name ?? '', email: recipient }),
  }),
  'password-changed': async ({ recipient, data, createdAt }) => ({
    to: recipient,
    content: await passwordChangedEmail({ firstName: data.first_name ?? '', changedAt: createdAt, ip: data.ip }),
  }),
  'reset-password': composeReset,
}

export function compose(email: QueuedEmail): Promise<Composed> {
  return composers[email.kind](email)
}

async function composeReset(email: QueuedEmail): Promise<Composed> {
  const { reset_id, ip } = email.data
  const opened = reset_id
    ? await renewPasswordReset(reset_id, RESET_LIFETIME_MINUTES)
    : await openPasswordReset(email, RESET_LIFETIME_MINUTES)
  if (typeof opened === 'string') return opened
  const { reset, user } = opened
  const link = `${config().APP_URL}/reset-password?token=${await signResetToken(reset)}`
  const content = await resetPasswordEmail({
    firstName: user.firstName,
    link,
    lifetimeMinutes: RESET_LIFETIME_MINUTES,
    requestedAt: email.createdAt,
    ip,
  })
  // To the address on file, never to the one that was typed: they are equal only by our comparison.
  return { to: user.email, content }
}
