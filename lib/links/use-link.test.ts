import { sql } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { confirmEmailChange, undoEmailChange } from '@/db/accounts/email/email-changes'
import { spendEmailVerification } from '@/db/accounts/email/email-verifications'
import { cancelReset, secureAccount } from '@/db/accounts/not-me'
import { confirmEmail } from '@/lib/email-change/confirm-email'
import { contest } from '@/lib/email-change/contest'
import { undoEmail } from '@/lib/email-change/undo-email'
import { verifyEmail } from '@/lib/email-verification/verify-email'
import { notMe } from '@/lib/not-me/not-me'
import { changeAccount } from '@/test/accounts/account-now'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { aLink } from '@/test/links/a-link'
import { aResetLink } from '@/test/links/a-reset-link'
import { changeLink, newestLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { signLinkToken } from './mailed-link'

/** The operation behind each link’s button, and the query that uses the link up. */
const uses = {
  'verify-email': { press: verifyEmail, spend: (id: string) => spendEmailVerification(id, {}) },
  'confirm-email': { press: confirmEmail, spend: (id: string) => confirmEmailChange(id, `${id}@example.com`, {}) },
  'undo-email': { press: undoEmail, spend: (id: string) => undoEmailChange(id, {}) },
  contest: { press: contest, spend: (id: string) => contestAccount(id, {}) },
  'not-me': { press: notMe, spend: (id: string) => secureAccount(id, `${id}@example.com`, {}) },
}
type Used = keyof typeof uses
const all = Object.entries(uses) as [Used, (typeof uses)[Used]][]

const ends = [
  ['link-expired', { expiresAt: sql`now() - interval '1 second'` }],
  ['link-replaced', { replacedAt: sql`now()` }],
  ['link-used', { usedAt: sql`now()` }],
] as const

for (const [purpose, { press, spend }] of all) {
  test(`a link of ${purpose} works once, and says so [D1r, D8r]`, async () => {
    const user = await someone({ passwordHash: 'old' })
    const { token } = await aLink(purpose, user)
    expect(await press({ token }, aCaller())).toMatchObject({ ok: true, value: { message: expect.any(String) } })
    const before = await rowsOf(user)
    expect(await press({ token }, aCaller())).toMatchObject({ ok: false, code: 'link-used' })
    expect(await rowsOf(user)).toEqual(before)
  })

  test(`a dead link of ${purpose} is refused with its reason and changes nothing [D8r]`, async () => {
    for (const [state, change] of ends) {
      const user = await someone({ passwordHash: 'old' })
      const { id, token } = await aLink(purpose, user)
      await changeLink(purpose, id, change)
      const before = await rowsOf(user)
      expect(await press({ token }, aCaller())).toMatchObject({ ok: false, code: state })
      expect(await rowsOf(user)).toEqual(before)
    }
  })

  test(`the query that uses up a link of ${purpose} itself checks that it is open [D2r]`, async () => {
    for (const [, change] of ends) {
      const user = await someone({ passwordHash: 'old' })
      const { id } = await aLink(purpose, user)
      await changeLink(purpose, id, change)
      const before = await rowsOf(user)
      expect(await spend(id)).toBeUndefined()
      expect(await rowsOf(user)).toEqual(before)
    }
  })

  test(`a link of ${purpose} does not work for an account that is disabled or due for deletion`, async () => {
    for (const column of ['disabledAt', 'deletionDueAt']) {
      const user = await someone({ passwordHash: 'old' })
      const { id, token } = await aLink(purpose, user)
      await changeAccount(user, { [column]: sql`now()` })
      const before = await rowsOf(user)
      expect(await press({ token }, aCaller())).toEqual({ ok: false, code: 'link-invalid', fields: {} })
      expect(await spend(id)).toBeUndefined()
      expect(await rowsOf(user)).toEqual(before)
    }
  })

  test(`a link of another kind does not work for ${purpose}, even if it names the same row [E2]`, async () => {
    const user = await someone({ passwordHash: 'old' })
    const { id } = await aLink(purpose, user)
    for (const [other] of all.filter(([other]) => other !== purpose)) {
      const expiresAt = new Date(Date.now() + 60_000)
      const token = await signLinkToken(other, { id, expiresAt, subject: user.id })
      expect(await press({ token }, aCaller())).toMatchObject({ code: 'link-invalid' })
    }
  })
}

test('a link that cancels a reset request is used up like the others [D2r]', async () => {
  for (const [, change] of ends) {
    const user = await someone({ passwordHash: 'old' })
    await aResetLink(user)
    const { id } = await newestLink('not-me', user)
    await changeLink('not-me', id, change)
    const before = await rowsOf(user)
    expect(await cancelReset(id, 60, {})).toBeUndefined()
    expect(await rowsOf(user)).toEqual(before)
  }
})
