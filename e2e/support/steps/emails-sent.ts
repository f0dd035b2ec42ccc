import type { APIRequestContext } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { aPerson } from './person'

/**
 * Waits until every mail has come that is going to, but for notices that gather: one of each lane that is asked for now is
 * sent, and then another, since those that are taken from the outbox together are sent in any order. For a mail that is
 * expected not to come.
 */
export async function emailsAreSent(request: APIRequestContext, mailbox: Mailbox): Promise<void> {
  for (let i = 0; i < 2; i++) {
    const somebody = aPerson()
    const registered = await request.post('/api/register', { data: somebody })
    // If emails are verified first, there is no account yet, and so no reset.
    const subjects = registered.status() === 201 ? [/welcome/i, /reset/i] : [/finish creating/i]
    await request.post('/api/forgot-password', { data: { email: somebody.email } })
    for (const subject of subjects) await mailbox.waitFor(somebody.email, { subject })
  }
}
