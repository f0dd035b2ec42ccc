import { eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emails, passwordResets } from '@/db/schema'
import { aCaller } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { resendReset } from './resend-reset'

test('an authentic link that no longer works brings a new email, to the email on file [D8r, K10]', async () => {
  const user = await someone({ email: `Ada.${Date.now()}@Example.com`, passwordHash: 'old' })
  const { id, token } = await aResetLink(user)
  await query((db) => db.update(passwordResets).set({ expiresAt: sql`now()` }).where(eq(passwordResets.id, id)))
  expect(await resendReset({ token }, aCaller())).toEqual({ ok: true, value: undefined })
  expect(await queuedFor(user)).toMatchObject([{ recipient: user.email, status: 'queued' }])
})

test('a token that is not ours or belongs to a disabled account brings no email', async () => {
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
