import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/client'
import { emails, passwordResets } from '@/db/schema'
import type { User } from '@/db/users'
import { aCaller } from '@/e2e/support/caller'
import { aResetLink } from '@/e2e/support/reset-link'
import { disable, someone } from '@/e2e/support/someone'
import { expect, test } from '@/e2e/support/unit'
import { resendReset } from './resend-reset'

test('a dead link that is authentic brings a new mail, to the address on file [D8r, K10]', async () => {
  const user = await someone({ email: `Ada.${Date.now()}@Example.com`, passwordHash: 'old' })
  const { id, token } = await aResetLink(user)
  await query((db) => db.update(passwordResets).set({ expiresAt: sql`now()` }).where(eq(passwordResets.id, id)))
  expect(await resendReset({ token }, aCaller())).toEqual({ ok: true, value: undefined })
  expect(await queuedFor(user)).toMatchObject([{ recipient: user.email, status: 'queued' }])
})

test('a token that is not ours, or of a disabled account, brings nothing', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { token } = await aResetLink(user)
  expect(await resendReset({ token: `${token.slice(0, -9)}AAAAAAAAA` }, aCaller())).toMatchObject({
    code: 'link-invalid',
  })
  await disable(user)
  expect(await resendReset({ token }, aCaller())).toMatchObject({ code: 'link-invalid' })
  expect(await queuedFor(user)).toEqual([])
})

async function queuedFor({ id }: User) {
  const mails = await query((db) => db.select().from(emails).where(eq(emails.userId, id)))
  return mails.filter(({ kind }) => kind === 'reset-password')
}
