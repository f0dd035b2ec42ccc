import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/client'
import { emails } from '@/db/schema'
import { mailsOf } from '@/e2e/support/account-rows'
import { atOnce } from '@/e2e/support/at-once'
import { aKeptRegistration } from '@/e2e/support/kept-registration'
import { race } from '@/e2e/support/needs'
import { mailsFor } from '@/e2e/support/outbox'
import { aPerson } from '@/e2e/support/person'
import { someone } from '@/e2e/support/someone'
import { expect, test } from '@/e2e/support/unit'
import { compose } from './compose'

const ask = async (email: string) => {
  await aKeptRegistration({ ...aPerson(), email })
  return compose((await mailsFor(email)).find(({ kind }) => kind === 'confirm-registration')!)
}

test('of four that are made at once for one owner one tells the owner, and the four are forgotten', {
  tag: race,
}, async () => {
  for (let round = 0; round < 10; round++) {
    const owner = await someone({ passwordHash: 'theirs' })
    for (let asked = 0; asked < 4; asked++) await aKeptRegistration({ ...aPerson(), email: owner.email })
    const waiting = (await mailsFor(owner.email)).filter(({ kind }) => kind === 'confirm-registration')
    const made = await atOnce(4, (index) => compose(waiting[index]!))
    for (const one of made) expect(one).toMatchObject({ row: 'removed' })
    expect(await mailsOf(owner, 'address-taken')).toHaveLength(1)
  }
})

test('an hour later the owner is told again', async () => {
  const owner = await someone({ passwordHash: 'theirs' })
  await ask(owner.email)
  for (const [minutes, mails] of [
    [59, 1],
    [61, 2],
  ] as const) {
    const createdAt = sql`now() - make_interval(mins => ${minutes})`
    await query((db) => db.update(emails).set({ createdAt }).where(eq(emails.userId, owner.id)))
    await ask(owner.email)
    expect(await mailsOf(owner, 'address-taken')).toHaveLength(mails)
  }
})
