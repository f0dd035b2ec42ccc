import { mailResetBy, mailVerificationBy } from '@/db/operator/changes/send-links'
import { type Failure, fail, ok } from '@/lib/result'
import { notLive, onUser } from './find-user'

const COOL_DOWN_SECONDS = 60
const MUTED = 'The account owner has stopped reset emails for some hours. If you know who is asking, hand over a link.'
const UNREACHABLE = 'Emails to this email bounce. First run "users try-address", or change the email.'
const TOO_SOON = 'An email with such a link was queued less than a minute ago.'

/** Sends the reset email to the email on file, as forgot-password does. The link itself is nowhere in the result. */
export const mailReset = onUser({ name: 'users mail-reset', right: 'support' }, async (user, act) => {
  const sent = await mailResetBy(act, user.id, COOL_DOWN_SECONDS)
  if (typeof sent === 'object') return tooSoon(sent)
  if (sent === 'not-live') return notLive(user)
  if (sent === 'muted') return fail('invalid-input', { user: [MUTED] })
  if (sent === 'unreachable') return fail('invalid-input', { user: [UNREACHABLE] })
  return ok({ email: user.email })
})

/** Sends another link to verify the email, which replaces the previous one; `changed` is false if it is verified already. */
export const resendVerification = onUser({ name: 'users resend-verification', right: 'support' }, async (user, act) => {
  const sent = await mailVerificationBy(act, user.id, COOL_DOWN_SECONDS)
  if (typeof sent === 'object') return tooSoon(sent)
  if (sent === 'not-live') return notLive(user)
  return ok({ changed: sent === 'sent', email: user.email })
})

function tooSoon({ wait }: { wait: number }): Failure {
  return { ...fail('too-many-requests', { user: [TOO_SOON] }), retryAfterSeconds: wait }
}
