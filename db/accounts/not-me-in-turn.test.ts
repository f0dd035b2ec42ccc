import { sql } from 'drizzle-orm'
import { findApp } from '@/db/factors/authenticator-apps'
import { countRecoveryCodes, isUnusedCode } from '@/db/factors/recovery-codes'
import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { renewRecoveryCodes, switchOffTwoStep } from '@/db/factors/two-step'
import { accountOf } from '@/test/accounts/account-now'
import {
  asideRowsOf,
  hoursAgo,
  movedTo,
  newCodes,
  setUpAgain,
  someoneWithTwoStepSince,
  workingFactorsOf,
} from '@/test/accounts/changed-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { notice, pressNotMe } from '@/test/accounts/suspended-factors'
import { sessionIdOf } from '@/test/accounts/two-step'
import { changeLink, type MadeLink, newestLink, stateOfLink } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { secureAccount } from './not-me'
import type { User } from './users'

/** An account whose app a stranger has replaced three times, an hour apart, with the notices of that, oldest first. */
async function replacedThrice() {
  const owner = await someoneWithTwoStepSince(hoursAgo(9))
  const { user, own } = owner
  const [links, apps]: [MadeLink[], string[]] = [[], [owner.app]]
  for (const hours of [3, 2, 1]) {
    await setUpAgain(user, own.sessionId)
    links.push(await newestLink('not-me', user))
    apps.push((await findApp(user.id))!.id)
    await allEarlier(user, links, hours)
  }
  return { ...owner, links, apps }
}

/** As if what was done just now had been done that many hours ago. */
async function allEarlier({ id }: { id: string }, links: MadeLink[], hours: number): Promise<void> {
  const at = hoursAgo(hours)
  await movedTo(id, at)
  const createdAt = sql`${at.toISOString()}::timestamptz`
  await changeLink('not-me', links.at(-1)!.id, { createdAt })
}

test('one press closes the later notices to that email, and the earlier ones stay open [M26]', async () => {
  const { user, links } = await replacedThrice()
  const [first, second, third] = links as [MadeLink, MadeLink, MadeLink]
  await pressNotMe(user, second)
  expect(await stateOfLink('not-me', first)).toBe('good')
  expect(await stateOfLink('not-me', second)).toBe('link-used')
  expect(await stateOfLink('not-me', third)).toBe('link-replaced')
})

test('the newest notice takes back the newest change alone, and an older one then the others [M26]', async () => {
  const { user, links, apps } = await replacedThrice()
  const [first, , third] = links as [MadeLink, MadeLink, MadeLink]
  await pressNotMe(user, third)
  expect((await findApp(user.id))?.id).toBe(apps[2])
  await pressNotMe(user, first)
  expect((await findApp(user.id))?.id).toBe(apps[0])
  // The app in between was both added and removed since then.
  expect(await suspendedFactorsOf(user.id)).toMatchObject([
    { kind: 'authenticator-app' },
    { kind: 'authenticator-app' },
  ])
})

test('the oldest notice takes back everything at once [M26]', async () => {
  const { user, links, apps } = await replacedThrice()
  await pressNotMe(user, links[0]!)
  expect((await findApp(user.id))?.id).toBe(apps[0])
  expect(await suspendedFactorsOf(user.id)).toHaveLength(1)
})

test('after a later press an earlier notice still switches two-step login on again [M26]', async () => {
  const { user, own, app } = await someoneWithTwoStepSince(hoursAgo(9))
  await switchOffTwoStep(own, {})
  const off = await newestLink('not-me', user)
  await allEarlier(user, [off], 2)
  const later = await notice(user)
  await aPasskeyOf(user, { name: 'Theirs' })
  await pressNotMe(user, later)
  expect((await accountOf(user)).twoStepAt).toBeNull()
  await pressNotMe(user, off)
  expect((await accountOf(user)).twoStepAt).not.toBeNull()
  expect((await findApp(user.id))?.id).toBe(app)
  expect(await suspendedFactorsOf(user.id)).toMatchObject([{ kind: 'passkey', name: 'Theirs' }])
})

test('a minute to spare: what began shortly before the email was sent counts as done since then, and no more [M26]', async () => {
  const { user } = await someoneWithTwoStepSince(hoursAgo(1))
  for (const [name, seconds] of [
    ['Before', 70],
    ['Since', 50],
  ] as const)
    await aPasskeyOf(user, { name, createdAt: new Date(Date.now() - seconds * 1_000) })
  await pressNotMe(user, await notice(user))
  expect(await suspendedFactorsOf(user.id)).toMatchObject([{ name: 'Since' }])
})

test('if the press fails at its end, every second factor is as it was [J3, M26]', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
  const link = await notice(user)
  await setUpAgain(user, own.sessionId)
  await renewRecoveryCodes({ ...own, codeHashes: newCodes() }, {})
  await aPasskeyOf(user)
  const state = async () => [await workingFactorsOf(user), await asideRowsOf(user), await accountOf(user)]
  const before = await state()
  // PostgreSQL's text cannot contain NUL, so writing the events fails.
  await expect(secureAccount(link.id, user.emailCanonical, { userAgent: 'a\u0000b' })).rejects.toThrow()
  expect(await state()).toEqual(before)
})

test('recovery codes that worked at the time are not added to older ones that work again', async () => {
  const { user, own, codeHashes } = await someoneWithTwoStepSince(hoursAgo(9))
  const [first, between] = await renewedTwice({ user, own })
  await pressNotMe(user, first)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
  await pressClosed(user, between)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
  expect((await countRecoveryCodes(user.id))?.left).toBe(10)
})

test('of two sets of codes that were removed since then, the one that worked last is back', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(9))
  const [first, between, former] = await renewedTwice({ user, own })
  await pressNotMe(user, first)
  const page = await aCallerWithSecondStep(user)
  const sessionId = await sessionIdOf(page.credential.tokenHash)
  await renewRecoveryCodes({ ...own, sessionId, codeHashes: newCodes() }, {})
  await pressClosed(user, between)
  expect(await isUnusedCode(user.id, former[0]!)).toBe(true)
  expect((await countRecoveryCodes(user.id))?.left).toBe(10)
})

/** New codes of three hours ago and of an hour ago, the notice of the former, and one in between. */
async function renewedTwice({ user, own }: Pick<Awaited<ReturnType<typeof replacedThrice>>, 'user' | 'own'>) {
  const links: MadeLink[] = []
  const former = newCodes()
  await renewRecoveryCodes({ ...own, codeHashes: former }, {})
  links.push(await newestLink('not-me', user))
  await allEarlier(user, links, 3)
  links.push(await notice(user))
  await allEarlier(user, links, 2)
  await renewRecoveryCodes({ ...own, codeHashes: newCodes() }, {})
  await movedTo(user.id, hoursAgo(1))
  const [first, between] = links as [MadeLink, MadeLink]
  return [first, between, former] as const
}

/** Presses a notice that an earlier press has closed. The undo of an email change would be open, and does the same. */
async function pressClosed(user: User, link: MadeLink): Promise<void> {
  await changeLink('not-me', link.id, { replacedAt: sql`null` })
  await pressNotMe(user, link)
}

test('pressing twice changes nothing more, and other accounts stay as they are', async () => {
  const [other, { user }] = [await someoneWithTwoStepSince(hoursAgo(1)), await someoneWithTwoStepSince(hoursAgo(1))]
  await aPasskeyOf(other.user)
  await switchOffTwoStep(other.own, {})
  const before = [await asideRowsOf(other.user), await workingFactorsOf(other.user)]
  const link = await notice(user)
  await aPasskeyOf(user)
  await pressNotMe(user, link)
  const state = await asideRowsOf(user)
  expect(await secureAccount(link.id, user.emailCanonical, {})).toBeUndefined()
  expect(await asideRowsOf(user)).toEqual(state)
  expect([await asideRowsOf(other.user), await workingFactorsOf(other.user)]).toEqual(before)
})
