import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { emailsOf } from '@/test/accounts/account-rows'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { emailsFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { composeEmail } from './compose-email'

const ask = async (email: string) => {
  await aPendingRegistration({ ...aPerson(), email })
  return composeEmail((await emailsFor(email)).find(({ kind }) => kind === 'confirm-registration')!)
}

test('of four composed at the same time for one owner only one tells the owner, and all four are deleted', {
  tag: race,
}, async () => {
  for (let round = 0; round < 10; round++) {
    const owner = await someone({ passwordHash: 'theirs' })
    for (let asked = 0; asked < 4; asked++) await aPendingRegistration({ ...aPerson(), email: owner.email })
    const waiting = (await emailsFor(owner.email)).filter(({ kind }) => kind === 'confirm-registration')
    const made = await atOnce(4, (index) => composeEmail(waiting[index]!))
    for (const one of made) expect(one).toMatchObject({ row: 'removed' })
    expect(await emailsOf(owner, 'email-taken')).toHaveLength(1)
  }
})

test('the owner is told again after an hour', async () => {
  const owner = await someone({ passwordHash: 'theirs' })
  await ask(owner.email)
  for (const [minutes, mails] of [
    [59, 1],
    [61, 2],
  ] as const) {
    const createdAt = sql`now() - make_interval(mins => ${minutes})`
    await query((db) => db.update(emails).set({ createdAt }).where(eq(emails.userId, owner.id)))
    await ask(owner.email)
    expect(await emailsOf(owner, 'email-taken')).toHaveLength(mails)
  }
})
