import type { APIRequestContext } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { aPerson } from './person'

/**
 * Waits until every email has been sent that is going to be, except notices that gather events. Use it for an email that must
 * not arrive. It waits for a new email in each lane, and then for a second one, because emails taken from the outbox together
 * are sent in any order.
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
