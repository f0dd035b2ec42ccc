import { sql } from 'drizzle-orm'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { startSession } from './start-session'

const inHours = (hours: number) => sql`now() + make_interval(hours => ${hours})`

test('a login that read the account before its deletion was requested or its resets were blocked reads it again', async () => {
  for (const change of [{ deletionDueAt: inHours(24) }, { resetsMutedUntil: inHours(6) }]) {
    const user = await someone({ passwordHash: 'hash' })
    await changeAccount(user, change)
    const session = { userId: user.id, tokenHash: user.id, kind: 'api', lifetimeDays: 30 } as const
    expect(await startSession(session, { checkedHash: 'hash' }, {})).toBe(false)
    expect(await startSession({ ...session, recovers: true }, { checkedHash: 'hash' }, {})).toBe(true)
    expect(await accountOf(user)).toMatchObject({ deletionDueAt: null, resetsMutedUntil: null })
  }
})
