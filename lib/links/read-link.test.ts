import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { keysFor } from '@/lib/secrets/secrets'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { aLink } from '@/test/links/a-link'
import { claimsOf, forge } from '@/test/links/forge-token'
import { changeLink, linkRow, stateOfLink, userLinkPurposes } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { kindOf, readLink } from './mailed-link'

for (const purpose of userLinkPurposes) {
  test(`reading a link of ${purpose} ten times changes nothing [D5r, A15]`, async () => {
    const user = await someone({ passwordHash: 'old' })
    const { id, token } = await aLink(purpose, user)
    const before = [await linkRow(purpose, id), await rowsOf(user)]
    for (let reading = 0; reading < 10; reading++)
      expect(await readLink(purpose, token)).toMatchObject({ state: 'good', row: { id }, user: { id: user.id } })
    expect([await linkRow(purpose, id), await rowsOf(user)]).toEqual(before)
  })

  test(`a dead link of ${purpose} says why it is dead and whose it was [D8r]`, async () => {
    const user = await someone({ passwordHash: 'old' })
    const { id, token } = await aLink(purpose, user)
    // In this order, because a used link stays used, whatever comes after.
    for (const [state, change] of [
      ['link-expired', { expiresAt: sql`now() - interval '1 second'` }],
      ['link-replaced', { replacedAt: sql`now()` }],
      ['link-used', { usedAt: sql`now()` }],
    ] as const) {
      await changeLink(purpose, id, change)
      expect(await readLink(purpose, token)).toMatchObject({ state, user: { id: user.id } })
    }
  })

  test(`a link of ${purpose} reveals nothing about an account that is disabled, due for deletion or gone [D8r]`, async () => {
    const user = await someone({ passwordHash: 'old' })
    const link = await aLink(purpose, user)
    await changeAccount(user, { disabledAt: sql`now()` })
    expect(await readLink(purpose, link.token)).toEqual({ state: 'link-invalid' })
    await changeAccount(user, { disabledAt: null, deletionDueAt: sql`now() + interval '1 hour'` })
    expect(await stateOfLink(purpose, link)).toBe('good')
    await changeAccount(user, { deletionDueAt: sql`now()` })
    expect(await readLink(purpose, link.token)).toEqual({ state: 'link-invalid' })
    await query((db) => db.delete(users).where(eq(users.id, user.id)))
    expect(await readLink(purpose, link.token)).toEqual({ state: 'link-invalid' })
  })

  test(`a link of ${purpose} that a former version emailed works until it expires [C8]`, async () => {
    const user = await someone({ passwordHash: 'old' })
    const { id, token } = await aLink(purpose, user)
    const sign = (claims: object) =>
      forge({ alg: 'HS256', typ: `${purpose}+jwt` }, { ...claimsOf(token), ...claims }, keysFor(purpose)[0]!)
    const former = { jti: id, sub: user.id, aud: purpose }
    expect(await readLink(purpose, sign(former))).toMatchObject({ state: 'good', row: { id }, user: { id: user.id } })
    const { iat, exp } = claimsOf(token) as { iat: number; exp: number }
    const daysAgo = { iat: iat - 8 * 86_400, exp: exp - 8 * 86_400 }
    expect(await stateOfLink(purpose, { token: sign({ ...former, ...daysAgo }) })).toBe('link-expired')
    // Of the other spelling, only the whole of it is valid.
    expect(await stateOfLink(purpose, { token: sign({ jti: id, sub: user.id }) })).toBe('link-invalid')
  })

  test(`a token of ${purpose} that names another user than its row is refused`, async () => {
    const [user, other] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
    const { token } = await aLink(purpose, user)
    const header = { alg: 'HS256', typ: `${kindOf(purpose).code}+jwt` }
    const sign = (sub: string) => forge(header, { ...claimsOf(token), sub }, keysFor(purpose)[0]!)
    expect(await stateOfLink(purpose, { token: sign(user.id) })).toBe('good')
    expect(await stateOfLink(purpose, { token: sign(other.id) })).toBe('link-invalid')
  })
}
