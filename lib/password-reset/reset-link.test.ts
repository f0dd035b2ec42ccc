import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { passwordResets, users } from '@/db/schema'
import { disable, someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { readResetLink } from './reset-link'

test('reading a link any number of times changes nothing [D5r]', async () => {
  const { id, token } = await aResetLink(await someone({ passwordHash: 'old' }))
  const row = () => query((db) => db.select().from(passwordResets).where(eq(passwordResets.id, id)))
  const before = await row()
  for (let reading = 0; reading < 10; reading++) expect(await readResetLink(token)).toMatchObject({ state: 'good', id })
  expect(await row()).toEqual(before)
})

test('the four reasons why an authentic link no longer works are distinguished [D8r]', async () => {
  const user = await someone({ passwordHash: 'old' })
  for (const [state, change] of [
    ['link-used', { usedAt: sql`now()` }],
    ['link-replaced', { replacedAt: sql`now()` }],
    ['link-expired', { expiresAt: sql`now() - interval '1 second'` }],
  ] as const) {
    const { id, token } = await aResetLink(user)
    await query((db) => db.update(passwordResets).set(change).where(eq(passwordResets.id, id)))
    expect(await readResetLink(token)).toMatchObject({ state, user: { id: user.id } })
  }
})

test('a link expires by the database’s clock, whatever its token says [C8]', async () => {
  const { id, token } = await aResetLink(await someone({ passwordHash: 'old' }))
  const stateAt = async (seconds: number) => {
    const expiresAt = sql`now() + make_interval(secs => ${seconds})`
    await query((db) => db.update(passwordResets).set({ expiresAt }).where(eq(passwordResets.id, id)))
    return (await readResetLink(token)).state
  }
  expect([await stateAt(30), await stateAt(-1)]).toEqual(['good', 'link-expired'])
})

test('the link of a disabled account reveals nothing about the account', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { token } = await aResetLink(user)
  await disable(user)
  expect(await readResetLink(token)).toEqual({ state: 'link-invalid' })
})

test('a link belongs to the account, not to the email: it ends with the account, even if the email is registered again [D4r]', async () => {
  const first = await someone({ passwordHash: 'old' })
  const { token } = await aResetLink(first)
  await query((db) => db.delete(users).where(eq(users.id, first.id)))
  await someone({ email: first.email, passwordHash: 'another' })
  expect(await readResetLink(token)).toEqual({ state: 'link-invalid' })
})
