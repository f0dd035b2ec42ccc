import { sql } from 'drizzle-orm'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { aCaller } from '@/test/accounts/callers'
import { aResetLink } from '@/test/links/a-reset-link'
import { changeLink, linkRow, type MadeLink, newestLink } from '@/test/links/link-row'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'

test('a reset by the new email shortens the older links, but never below three days from the change', async () => {
  const { user, undo: link, notMe: button } = await moved(await somebodyVerified())
  const hours = async (purpose: 'undo-email' | 'not-me', { id }: MadeLink) =>
    Math.round(((await linkRow(purpose, id))!.expiresAt.getTime() - Date.now()) / 3_600_000)
  expect([await hours('undo-email', link), await hours('not-me', button)]).toEqual([168, 168])
  const { token } = await aResetLink(user)
  const own = await newestLink('not-me', user)
  await resetPassword({ token, new_password: 'a new password' }, aCaller())
  expect([await hours('undo-email', link), await hours('not-me', button)]).toEqual([72, 72])
  expect(await hours('not-me', own)).toBe(168)
})

test('a later reset leaves the older links one day', async () => {
  const { user, undo: link } = await moved(await somebodyVerified())
  const at = (days: number) => sql`now() + make_interval(days => ${days})`
  await changeLink('undo-email', link.id, { createdAt: at(-5), expiresAt: at(2) })
  const { token } = await aResetLink(user)
  await resetPassword({ token, new_password: 'a new password' }, aCaller())
  const hours = ((await linkRow('undo-email', link.id))!.expiresAt.getTime() - Date.now()) / 3_600_000
  expect(Math.round(hours)).toBe(24)
})
