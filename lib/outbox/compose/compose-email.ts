import type { QueuedEmail } from '@/db/outbox/outbox'
import { accountDeletedEmail } from '@/emails/templates/account-deleted'
import { changedByOperatorEmail } from '@/emails/templates/changed-by-operator'
import { emailTakenEmail } from '@/emails/templates/email-taken'
import { verifyEmailEmail } from '@/emails/templates/verify-email'
import { welcomeEmail } from '@/emails/templates/welcome'
import { urlOfOpenLink } from '@/lib/links/mailed-link'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { composeConfirmEmail } from './compose-confirm-email'
import { contestComposers } from './compose-contest'
import { noticeComposers } from './compose-notices'
import { composeRegistration } from './compose-registration'
import { composeReset } from './compose-reset'
import { type Composed, type Composer, superseded } from './composed'
import { originIn } from './origin-in'

const composers: Record<QueuedEmail['kind'], Composer> = {
  ...noticeComposers,
  ...contestComposers,
  welcome: async ({ recipient, data, userId }) => {
    const verifyLink = await urlOfOpenLink('verify-email', data.verification_id, userId)
    return {
      to: recipient,
      content: await welcomeEmail({ firstName: data.first_name ?? '', email: recipient, verifyLink }),
    }
  },
  'verify-email': async ({ recipient, data, userId }) => {
    const link = await urlOfOpenLink('verify-email', data.verification_id, userId)
    if (!link) return superseded
    const lifetimeMinutes = linkMinutes['verify-email']
    return {
      to: recipient,
      content: await verifyEmailEmail({ firstName: data.first_name ?? '', link, lifetimeMinutes }),
    }
  },
  'confirm-registration': composeRegistration,
  'email-taken': async ({ recipient, data, createdAt }) => {
    const { first_name: firstName = '', cause = 'registration' } = data
    const act = { at: createdAt, ...originIn(data) }
    return { to: recipient, content: await emailTakenEmail({ firstName, ...act, cause }) }
  },
  'reset-password': composeReset,
  'confirm-email': composeConfirmEmail,
  'changed-by-operator': async ({ recipient, data, createdAt: at }) => {
    const { first_name: firstName = '', operator_change: change, due_at } = data
    const dueAt = due_at === undefined ? undefined : new Date(due_at)
    return { to: recipient, content: await changedByOperatorEmail({ firstName, at, change: change!, dueAt }) }
  },
  'account-deleted': async ({ recipient, data }) => ({
    to: recipient,
    content: await accountDeletedEmail({ firstName: data.first_name ?? '' }),
  }),
}

export async function composeEmail(email: QueuedEmail): Promise<Composed> {
  const { kind } = email
  const known: Partial<Record<string, Composer>> = composers
  const compose = known[kind]
  // Thrown, so that the email is postponed: during a rolling restart the later version that queued it can send it.
  if (!compose) throw new Error(`This version of Rekey has no email of the kind ${kind}`)
  return compose(email)
}
