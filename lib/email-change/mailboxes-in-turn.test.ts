import { notMe } from '@/lib/not-me/not-me'
import { accountOf } from '@/test/accounts/account-now'
import { emailsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { type MadeLink, newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { contest } from './contest'
import { undoEmail } from './undo-email'

/** An account whose email changed from A to B and then to C; `notMeOfC` is in a notice that was sent to C. */
async function aToBToC() {
  const a = await somebodyVerified()
  const toB = await moved(a)
  const toC = await moved(toB.user)
  await requestedChange(toC.user)
  const notMeOfC = await newestLink('not-me', a)
  return { a, b: toB.user, undoOfA: toB.undo, notMeOfA: toB.notMe, undoOfB: toC.undo, notMeOfB: toC.notMe, notMeOfC }
}

const undo = ({ token }: MadeLink) => undoEmail({ token }, aCaller())
const press = ({ token }: MadeLink) => notMe({ token }, aCaller())

test('the second email takes the account back from the third, and the first from the second', async () => {
  const { a, b, undoOfA, undoOfB, notMeOfC } = await aToBToC()
  expect(await undo(undoOfB)).toMatchObject({ ok: true })
  expect((await accountOf(a)).email).toBe(b.email)
  expect(await press(notMeOfC)).toMatchObject({ code: 'link-replaced' })
  expect(await undo(undoOfA)).toMatchObject({ ok: true })
  expect((await accountOf(a)).email).toBe(a.email)
})

test('once the first email has the account back, no link sent to the later ones takes it away again [D4r]', async () => {
  const { a, undoOfA, undoOfB, notMeOfB, notMeOfC } = await aToBToC()
  expect(await undo(undoOfA)).toMatchObject({ ok: true })
  expect(await undo(undoOfB)).toMatchObject({ code: 'link-replaced' })
  for (const link of [notMeOfB, notMeOfC]) expect(await press(link)).toMatchObject({ code: 'link-replaced' })
  expect((await accountOf(a)).email).toBe(a.email)
})

test('after its undo the first email can still use its “This wasn’t me” link', async () => {
  const { a, undoOfA, notMeOfA } = await aToBToC()
  await undo(undoOfA)
  expect(await press(notMeOfA)).toMatchObject({ ok: true, value: { email: a.email } })
})

test('“This wasn’t me” from the second email leaves the first its undo link', async () => {
  const a = await somebodyVerified()
  const { user: b, undo: undoOfA, notMe: notMeOfA } = await moved(a)
  await requestedChange(b)
  expect(await press(await newestLink('not-me', a))).toMatchObject({ ok: true, value: { email: b.email } })
  expect(await stateOfLink('not-me', notMeOfA)).toBe('good')
  expect(await undo(undoOfA)).toMatchObject({ ok: true })
  expect((await accountOf(a)).email).toBe(a.email)
})

test('“This wasn’t me” from the first email takes the account back from the third for good', async () => {
  const { a, undoOfA, notMeOfA, undoOfB, notMeOfB, notMeOfC } = await aToBToC()
  expect(await press(notMeOfA)).toMatchObject({ ok: true, value: { email: a.email } })
  expect((await accountOf(a)).email).toBe(a.email)
  expect(await undo(undoOfB)).toMatchObject({ code: 'link-replaced' })
  for (const link of [notMeOfB, notMeOfC]) expect(await press(link)).toMatchObject({ code: 'link-replaced' })
  expect(await stateOfLink('undo-email', undoOfA)).toBe('good')
})

for (const way of ['undo', 'notMe'] as const) {
  test(`an email that the account left by itself is notified when an older email’s ${way} cancels its undo link, and can contest that`, async () => {
    const a = await somebodyVerified()
    const toB = await moved(a)
    const { undo: undoOfB } = await moved(toB.user, a.email)
    expect(await (way === 'undo' ? undo(toB.undo) : press(toB.notMe))).toMatchObject({ ok: true })
    expect(await stateOfLink('undo-email', undoOfB)).toBe('link-replaced')
    const told = await emailsOf(a, 'account-taken-back')
    expect(told.map(({ recipient }) => recipient)).toEqual([toB.user.email])
    expect(await contest({ token: (await newestLink('contest', a)).token }, aCaller())).toMatchObject({ ok: true })
  })
}
