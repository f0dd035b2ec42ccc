import { findUsers } from '@/db/accounts/users'
import type { QueuedEmail } from '@/db/outbox/outbox'
import type { GatheredEvents } from '@/db/schema'
import type { Gathered, Notice } from '@/emails/parts/account-notice'
import { accountDeletionRequestedEmail } from '@/emails/templates/account-deletion-requested'
import { emailChangeRequestedEmail } from '@/emails/templates/email-change/email-change-requested'
import { emailChangedEmail } from '@/emails/templates/email-change/email-changed'
import { newDeviceEmail } from '@/emails/templates/new-device'
import { passwordChangedEmail } from '@/emails/templates/password-changed'
import { phoneChangedEmail } from '@/emails/templates/phone-changed'
import { recoveryCodeUsedEmail } from '@/emails/templates/two-step/recovery-code-used'
import { secondFactorChangedEmail } from '@/emails/templates/two-step/second-factor-changed'
import { secondStepFailedEmail } from '@/emails/templates/two-step/second-step-failed'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { urlOfAnyLink } from '@/lib/links/mailed-link'
import { type Composer, superseded } from './composed'
import { originIn } from './origin-in'

/** An email about something that was done to the account, with a "this wasn't me" link of its own. */
function notice(write: (notice: Notice, email: QueuedEmail) => Promise<EmailContent>): Composer {
  return async (email) => {
    const { recipient, data, userId, createdAt: at } = email
    // An email that an earlier version queued names no link.
    const notMe = (await urlOfAnyLink('not-me', data.disavowal_id, userId)) ?? `${config().APP_URL}/forgot-password`
    const { first_name: firstName = '' } = data
    const place = { at, ...originIn(data) }
    const gathered = data.gathered && gatheredOf(data.gathered)
    return { to: recipient, content: await write({ firstName, ...place, notMe, gathered }, email) }
  }
}

function gatheredOf({ count, last_at, places, unlisted }: GatheredEvents): Gathered {
  const told = places.map((place) => ({ at: new Date(place.at), ...originIn(place) }))
  return { count, lastAt: new Date(last_at), places: told, unlisted }
}

export const noticeComposers = {
  'password-changed': notice((details, { data }) => passwordChangedEmail({ ...details, by: data.by ?? 'reset' })),
  'new-device': notice(newDeviceEmail),
  'phone-changed': notice(phoneChangedEmail),
  'account-deletion-requested': async (email: QueuedEmail) => {
    const { data, userId } = email
    const [user] = await findUsers(userId ? [userId] : [])
    // Contested or disabled by now: logging in could not cancel the deletion, as the email would say.
    if (userId && !user) return superseded
    // The current state, because a login may have canceled the deletion while the email waited.
    const dueAt = user ? user.deletionDueAt : new Date(data.due_at ?? 0)
    return notice((details) => accountDeletionRequestedEmail({ ...details, dueAt: dueAt ?? undefined }))(email)
  },
  'email-change-requested': notice((details, { data }) =>
    emailChangeRequestedEmail({ ...details, newEmail: data.new_email ?? '' }),
  ),
  'email-changed': notice(async (details, { data, userId }) => {
    const undo = (await urlOfAnyLink('undo-email', data.email_undo_id, userId)) ?? details.notMe
    return emailChangedEmail({ ...details, newEmail: data.new_email ?? '', undo })
  }),
  'second-factor-changed': notice((details, { data }) =>
    secondFactorChangedEmail({
      ...details,
      change: data.factor_change ?? 'two-step-on',
      passkey: data.passkey_name,
    }),
  ),
  'recovery-code-used': notice((details, { data }) =>
    recoveryCodeUsedEmail({ ...details, left: data.codes_left ?? 0 }),
  ),
  'second-step-failed': notice((details, { data }) =>
    secondStepFailedEmail({ ...details, failure: data.failure ?? 'wrong-codes' }),
  ),
}
