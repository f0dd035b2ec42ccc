import { contestAccount } from '@/db/accounts/email/contests'
import { undoEmailChange } from '@/db/accounts/email/email-changes'
import { secureAccount } from '@/db/accounts/not-me'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { resetFactorsBy } from '@/db/factors/reset-factors'
import { setEmailBy } from '@/db/operator/changes/operator-emails'
import { settleContestBy } from '@/db/operator/changes/settle-contest'
import { aPerson } from '@/e2e/support/steps/person'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCallerOf } from '@/test/accounts/callers'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { everyNotice } from '@/test/emails/every-notice'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink } from '@/test/links/link-row'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { anAct } from '@/test/operator/an-act'
import { agedConsole, aMember, makeStaff } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { changeMemberBy, listMembers } from './members'

type Someone = { id: string; email: string; emailCanonical: string }

const isSuspended = async ({ id }: Someone) =>
  (await listMembers()).find(({ userId }) => userId === id)!.suspendedAt !== null

async function aMemberWithTwoStep() {
  const { user } = await someoneWithTwoStep()
  await makeStaff(user)
  return user
}

const reset = async (user: Parameters<typeof aResetLink>[0]) => {
  const { id } = await aResetLink(user)
  expect(await spendPasswordReset(id, 'new', {})).toBeTruthy()
}

test('a new password from the mailbox suspends a member whom a password alone lets in, and no other [N9]', async () => {
  const [without, withTwoStep] = [await aMember(), await aMemberWithTwoStep()]
  await reset(without)
  await reset(withTwoStep)
  expect([await isSuspended(without), await isSuspended(withTwoStep)]).toEqual([true, false])
})

test('“This wasn’t me” suspends a member, with two-step login too [N9]', async () => {
  for (const member of [await aMember(), await aMemberWithTwoStep()]) {
    await everyNotice['phone-changed'](member)
    const { id } = await newestLink('not-me', member)
    expect(await secureAccount(id, member.emailCanonical, {})).toBeTruthy()
    expect(await isSuspended(member)).toBe(true)
  }
})

test('a reset of the second factors suspends a member, because the mailbox alone could set up others [N9]', async () => {
  const member = await aMemberWithTwoStep()
  expect(await resetFactorsBy(anAct(), member.id)).toBe(true)
  expect(await isSuspended(member)).toBe(true)
})

test('a new email closes the console in every session, and suspends a member without two-step login [N8, N9]', async () => {
  for (const [member, suspended] of [
    [await aMember('support', { passwordHash: 'old' }), true],
    [await aMemberWithTwoStep(), false],
  ] as const) {
    if (suspended) await agedConsole(await aCallerOf(member, 'browser'), { since: 1, seen: 1 })
    const email = aPerson().email
    await setEmailBy(anAct(), member.id, { email, emailCanonical: email })
    expect((await rowsOf(member)).sessions.filter(({ staffSince }) => staffSince)).toEqual([])
    expect(await isSuspended(member)).toBe(suspended)
    const undo = await newestLink('undo-email', member)
    await undoEmailChange(undo.id, {})
    expect(await isSuspended(member)).toBe(true)
  }
})

test('a contest, and its end, suspend a member who was let in again meanwhile [N9]', async () => {
  const former = await somebodyVerified()
  const { user, contest } = await takenBack(await moved(former))
  await makeStaff(user)
  await contestAccount(contest.id, {})
  expect(await isSuspended(user)).toBe(true)
  await changeMemberBy(anAct(), user.id, { suspended: false })
  expect(await settleContestBy(anAct(), user.id, user.emailCanonical)).toMatchObject({ id: user.id })
  expect(await isSuspended(user)).toBe(true)
})
