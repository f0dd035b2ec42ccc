import { sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { sweepOnce } from '@/test/sweep-once'
import { expect, test } from '@/test/unit'
import { spendChallenge } from './spent-challenges'
import { spentChallenges } from './tables'

const keep = { links: 30, registrations: 7, mails: 90, events: 400 }
const spend = (hash: string) => transaction((tx) => spendChallenge(tx, hash))

test('a spent challenge is remembered for longer than it would be valid, and then removed [M20]', async () => {
  const [young, old] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const hash of [young, old]) expect(await spend(hash)).toBe(true)
  const age = (hash: string, minutes: number) =>
    query((db) =>
      db
        .update(spentChallenges)
        .set({ expiresAt: sql`${spentChallenges.expiresAt} - make_interval(mins => ${minutes})` })
        .where(sql`${spentChallenges.hash} = ${hash}`),
    )
  await age(young, 23 * 60)
  await age(old, 25 * 60)
  while ((await sweepOnce(keep))?.more);
  expect(await spend(young)).toBe(false)
  expect(await spend(old)).toBe(true)
})
