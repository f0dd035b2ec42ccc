import { secureAccount } from '@/db/accounts/not-me'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { writeProfile } from '@/db/accounts/profile'
import { passkeysOf } from '@/db/factors/passkeys'
import { settleContestBy } from '@/db/operator/changes/settle-contest'
import { startSession } from '@/db/sessions/start-session'
import { rowsOf } from '@/test/accounts/account-rows'
import { aPasskeyOf, usedNow } from '@/test/accounts/passkeys'
import { atOnce, rounds } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { moved, requestedChange, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'
import { contestAccount } from './contests'
import { confirmEmailChange, undoEmailChange } from './email-changes'

test('of ten clicks on the button of one contest at once exactly one takes effect, and each mailbox is told once [D2r]', async () => {
  const { user, contest } = await takenBack(await moved(await somebodyVerified()))
  const done = await atOnce(10, () => contestAccount(contest.id, {}))
  expect(done.filter(Boolean)).toHaveLength(1)
  const { mails, events } = await rowsOf(user)
  expect(mails.filter(({ kind }) => kind === 'account-contested')).toHaveLength(2)
  expect(events.filter(({ type }) => type === 'contest')).toHaveLength(1)
})

test('whatever happens at the same time as a contest, the account ends up closed, without sessions [D6r]', async () => {
  for (const round of rounds(4).map((each) => 2 * each)) {
    const before = await somebodyVerified()
    // Of three mailboxes, the first can still take the account from the second, which has taken it from the third.
    const toSecond = await moved(before)
    const { user, contest } = await takenBack(await moved(toSecond.user))
    const [reset, change] = [await aResetLink(user), await requestedChange(user)]
    const session = { userId: user.id, tokenHash: `${user.id}/${round}`, kind: 'browser' as const, lifetimeDays: 30 }
    const uses: (() => Promise<unknown>)[] = [
      () => contestAccount(contest.id, {}),
      () => undoEmailChange(toSecond.undo.id, {}),
      () => secureAccount(toSecond.notMe.id, before.emailCanonical, {}),
      () => spendPasswordReset(reset.id, 'another', {}),
      () => confirmEmailChange(change.id, change.to, {}),
      () => startSession(session, { checkedHash: user.passwordHash }, {}),
      () => writeProfile(user.id, { firstName: 'Eve' }, {}),
    ]
    const done = await atOnce(uses.length, (index) => uses[(index + round) % uses.length]!())
    expect(done[(uses.length - (round % uses.length)) % uses.length]).toBeTruthy()
    const after = await rowsOf(user)
    expect(after.user?.contestedAt).not.toBeNull()
    expect(after.sessions).toEqual([])
    for (const link of [...after.resets, ...after.changes, ...after.undos, ...after.contests, ...after.notMeLinks])
      expect(link.usedAt ?? link.replacedAt).not.toBeNull()
  }
})

test('an undo and a contest of an earlier undo at once both take effect, and the account is closed', async () => {
  for (const round of rounds(8)) {
    const before = await somebodyVerified()
    const first = await takenBack(await moved(before))
    const again = await moved(first.user)
    const uses = [() => contestAccount(first.contest.id, {}), () => undoEmailChange(again.undo.id, {})]
    await atOnce(2, (index) => uses[(index + round) % 2]!())
    const { user, events } = await rowsOf(before)
    expect(user?.contestedAt).not.toBeNull()
    expect(events.filter(({ type }) => type === 'contest')).toHaveLength(1)
  }
})

test('of two operators who settle one contest at once for different mailboxes exactly one succeeds', async () => {
  for (const round of rounds(6)) {
    const former = await somebodyVerified()
    const move = await moved(former)
    const { contest } = await takenBack(move)
    await contestAccount(contest.id, {})
    const to = [former.email, move.user.email]
    const done = await atOnce(6, (index) => settleContestBy(anAct(), former.id, to[(index + round) % 2]!))
    const settled = done.filter((each) => typeof each === 'object')
    expect(settled).toHaveLength(1)
    const { user, mails } = await rowsOf(former)
    expect(user).toMatchObject({ contestedAt: null, passwordHash: '!', email: (settled[0] as { email: string }).email })
    expect(mails.filter(({ kind }) => kind === 'contest-settled')).toHaveLength(2)
  }
})

test('whichever side wins a contest, no passkey of either one logs in any more', async () => {
  for (const winner of ['former', 'later'] as const) {
    const former = await somebodyVerified()
    const passkey = await aPasskeyOf(former, { createdAt: new Date(Date.now() - 86_400_000) })
    const move = await moved(former)
    const { contest } = await takenBack(move)
    await contestAccount(contest.id, {})
    expect(await settleContestBy(anAct(), former.id, { former, later: move.user }[winner].email)).toBeInstanceOf(Object)
    const session = { userId: former.id, tokenHash: passkey.id, kind: 'browser' as const, lifetimeDays: 30 }
    expect(await startSession({ ...session, recovers: true }, usedNow(passkey), {}), winner).toBe('step-used')
    expect(await passkeysOf(former.id)).toEqual([])
  }
})

test('a contest and a settlement at once leave the account closed, or settled without valid links', async () => {
  for (const round of rounds(6)) {
    const former = await somebodyVerified()
    const { contest } = await takenBack(await moved(former))
    const uses: (() => Promise<unknown>)[] = [
      () => contestAccount(contest.id, {}),
      () => settleContestBy(anAct(), former.id, former.email),
    ]
    await atOnce(2, (index) => uses[(index + round) % 2]!())
    const { user, contests } = await rowsOf(former)
    expect(contests.every(({ usedAt, replacedAt }) => usedAt ?? replacedAt)).toBe(true)
    expect(user?.contestedAt === null).toBe(user?.passwordHash === '!')
  }
})

test('if the last step of a contest fails, none of the others has taken effect [J3]', async () => {
  const { user, contest } = await takenBack(await moved(await somebodyVerified()))
  const before = await rowsOf(user)
  // PostgreSQL's text cannot contain NUL, so writing the event fails after the account was closed.
  await expect(contestAccount(contest.id, { userAgent: 'a\u0000b' })).rejects.toThrow()
  expect(await rowsOf(user)).toEqual(before)
})
