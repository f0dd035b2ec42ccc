import { requestEmailChange } from '@/db/accounts/email/email-changes'
import { findPendingEmailChange, reviveEmailChange } from '@/db/accounts/email/pending-email-change'
import type { FoundSession } from '@/db/sessions/sessions'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets/secrets'
import { perAccount, perAccountAndMailbox, perMailbox } from '@/lib/throttle/budgets'
import { allows, countCall, limitCalls } from '@/lib/throttle/throttle'

/** Beyond these limits no email is sent, so that nobody floods a stranger with emails and no account uses up what a recipient may get. */
const emails = limitCalls(
  'email-change-mail',
  perAccount(10, '1h'),
  perAccountAndMailbox(3, '1h'),
  perMailbox(1, '1m'),
  perMailbox(5, '1h'),
)
/** Each revived link is recorded as an event and notifies the current email, so these are limited too. */
const revivals = limitCalls('email-change-revival', perAccount(10, '1h'))

/**
 * Sends a link to a new email, in place of any pending one. If the limits allow no email to that mailbox now, but this account
 * sent it a link before, that link works again. Otherwise refuses with `too-many-requests`.
 */
export async function sendChangeLink(
  email: string,
  caller: Caller,
  session: FoundSession,
): Promise<Result<{ message: string }>> {
  const { user } = session
  const { wait } = await countCall(emails, { caller, session, email })
  // Somebody who requests A, then B, then A again means A: its first link must work, because no other can be sent yet.
  const done = wait > 0 ? await revive(email, caller, session) : await request(email, caller, session)
  if (done) {
    logCall(caller, { event: 'email-change.requested', user: user.id, to: emailDigest(canonicalEmail(email)) })
    return ok({ message: 'If that email is available, we’ve sent it a link.' })
  }
  if (wait === 0) return fail('unauthenticated')
  logCall(caller, { event: 'email-change.withheld', user: user.id })
  return { ...fail('too-many-requests'), retryAfterSeconds: wait }
}

function request(email: string, caller: Caller, { user }: FoundSession): Promise<boolean> {
  return requestEmailChange(user.id, user.passwordHash, email, originOf(caller))
}

async function revive(email: string, caller: Caller, session: FoundSession): Promise<boolean> {
  const pending = await findPendingEmailChange(session.user.id)
  if (pending?.email === email || !(await allows(revivals, { caller, session }))) return false
  return reviveEmailChange(session.user.id, session.user.passwordHash, email, originOf(caller))
}
