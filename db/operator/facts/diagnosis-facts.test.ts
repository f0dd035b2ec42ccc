import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, registrations } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { changeLink } from '@/test/links/link-row'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { findFormerOwner, findPendingRegistration, latestEmails, latestResets } from './diagnosis-facts'

const eightDaysAgo = sql`now() - interval '8 days'`

test('the latest email of each kind is found, also one that only names the email in its own spelling', async () => {
  const user = await someone({ email: `Ada.${aPerson().email}` })
  const old = await queued({ userId: user.id, kind: 'reset-password', createdAt: eightDaysAgo })
  const mails = [
    await queued({ userId: user.id, kind: 'verify-email' }),
    await queued({ userId: user.id, kind: 'verify-email' }),
    await queued({ recipient: user.email.toUpperCase(), kind: 'confirm-email' }),
  ]
  const found = await latestEmails(user, ['verify-email', 'confirm-email', 'reset-password'], 7)
  expect(found.map(({ id }) => id).sort()).toEqual(mails.slice(1).sort())
  expect((await latestEmails(user, ['reset-password'], 9)).map(({ id }) => id)).toEqual([old])
  expect(await latestEmails({ emailCanonical: aPerson().email }, ['verify-email'], 7)).toEqual([])
})

test('reset links of the last days are found, the newest first', async () => {
  const user = await someone()
  const [first, second] = [await aResetLink(user), await aResetLink(user)]
  const found = await latestResets(user.id, { days: 7, limit: 2 })
  expect(found.map(({ replacedAt }) => replacedAt !== null)).toEqual([false, true])
  await changeLink('password-reset', second.id, { createdAt: eightDaysAgo })
  expect(await latestResets(user.id, { days: 7, limit: 2 })).toHaveLength(1)
  await changeLink('password-reset', first.id, { createdAt: eightDaysAgo })
  expect(await latestResets(user.id, { days: 7, limit: 2 })).toEqual([])
})

test('the newest registration that nobody has completed is found with its email', async () => {
  const person = aPerson()
  const [former, newest] = [await aPendingRegistration(person), await aPendingRegistration(person)]
  expect((await findPendingRegistration(person.email))!.email!.id).toBe(newest.emailId)
  await changed(newest.id, { replacedAt: sql`now()` })
  expect((await findPendingRegistration(person.email))!.email!.id).toBe(former.emailId)
  await query((db) => db.delete(emails).where(eq(emails.id, former.emailId)))
  expect(await findPendingRegistration(person.email)).toMatchObject({ email: null, expiresAt: former.expiresAt })
  await changed(former.id, { usedAt: sql`now()` })
  expect(await findPendingRegistration(person.email)).toBeUndefined()
})

test('the account that had an email before is found, also where another mailbox took it back', async () => {
  const user = await somebodyVerified()
  const move = await moved(user)
  expect(await findFormerOwner(user.emailCanonical)).toMatchObject({ userId: user.id, since: expect.any(Date) })
  await takenBack(move)
  expect(await findFormerOwner(move.user.emailCanonical)).toMatchObject({ userId: user.id })
  expect(await findFormerOwner(aPerson().email)).toBeUndefined()
})

type Changes = Partial<Record<'usedAt' | 'replacedAt', ReturnType<typeof sql>>>
const changed = (id: string, changes: Changes) =>
  query((db) => db.update(registrations).set(changes).where(eq(registrations.id, id)))

async function queued(fields: {
  userId?: string
  recipient?: string
  kind: 'verify-email' | 'confirm-email' | 'reset-password'
  createdAt?: typeof eightDaysAgo
}): Promise<string> {
  const values = { recipient: 'ada@example.com', ...fields }
  const [row] = await query((db) => db.insert(emails).values(values).returning({ id: emails.id }))
  return row!.id
}
