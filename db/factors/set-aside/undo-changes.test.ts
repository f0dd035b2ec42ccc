import { asc, eq } from 'drizzle-orm'
import { undoEmailChange } from '@/db/accounts/email/email-changes'
import { secureAccount } from '@/db/accounts/not-me'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { removePasskey } from '@/db/factors/own-passkeys'
import { passkeysOf } from '@/db/factors/passkeys'
import { countRecoveryCodes, isUnusedCode } from '@/db/factors/recovery-codes'
import { removeApp } from '@/db/factors/remove-app'
import { finishSetUp, renewRecoveryCodes, switchOffTwoStep } from '@/db/factors/two-step'
import { events } from '@/db/schema'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import {
  hoursAgo,
  newCodes,
  removedEarlier,
  setUpAgain,
  someoneWithTwoStepSince,
  workingFactorsOf,
} from '@/test/accounts/changed-factors'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { everyNotice } from '@/test/emails/every-notice'
import { newestLink } from '@/test/links/link-row'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { suspendedFactorsOf } from './suspended-factors'

type Way = { tell: (user: User) => Promise<unknown>; press: (user: User) => Promise<unknown> }

/** How the owner of an email says that something was somebody else's doing. */
const ways: Record<string, Way> = {
  '“This wasn’t me”': {
    tell: (user) => everyNotice['phone-changed'](user),
    press: async (user) => secureAccount((await newestLink('not-me', user)).id, user.emailCanonical, {}),
  },
  'the undo of a change of email': {
    tell: (user) => moved(user),
    press: async (user) => undoEmailChange((await newestLink('undo-email', user)).id, {}),
  },
}
const [notMe] = Object.values(ways) as [Way]

for (const [name, { tell, press }] of Object.entries(ways)) {
  test(`${name} suspends the passkeys that were added since then, and no older one [M26]`, async () => {
    const user = await somebodyVerified()
    const old = await aPasskeyOf(user, { name: 'Mine', createdAt: hoursAgo(1) })
    await tell(user)
    for (const name of ['Theirs', 'Theirs too']) await aPasskeyOf(user, { name })
    expect(await press(user)).toMatchObject({ id: user.id })
    expect(await passkeysOf(user.id)).toEqual([old])
    const names = ['Theirs', 'Theirs too']
    // They may have been added in the same millisecond.
    const suspended = (await suspendedFactorsOf(user.id)).map(({ kind, name }) => `${kind} ${name}`)
    expect(suspended.sort()).toEqual(names.map((name) => `passkey ${name}`))
    const told = (await eventsOf(user, 'passkey-suspended')).map(({ details }) => details.passkey_name)
    expect(told.sort()).toEqual(names)
    expect((await accountOf(user)).factorsSuspendedAt).not.toBeNull()
  })

  test(`${name} brings back what was removed since then, and switches two-step login on again [M26]`, async () => {
    const { user, own, app, codeHashes } = await someoneWithTwoStepSince(hoursAgo(1))
    const passkey = await aPasskeyOf(user, { createdAt: hoursAgo(1), signCount: 7, lastUsedAt: hoursAgo(0.5) })
    const before = await workingFactorsOf(user)
    await tell(user)
    await removePasskey({ ...own, id: passkey.id, rpId: 'localhost' }, {})
    expect(await switchOffTwoStep(own, {})).toBe(true)
    await press(user)
    expect(await workingFactorsOf(user)).toEqual(before)
    expect((await findApp(user.id))?.id).toBe(app)
    expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
    expect(await suspendedFactorsOf(user.id)).toEqual([])
    const restored = ['two-step', 'passkey', 'authenticator-app', 'recovery-codes'].map((each) => `${each}-restored`)
    expect((await eventsOf(user)).map(({ type }) => type).filter((type) => type.endsWith('-restored'))).toEqual(
      restored,
    )
  })
}

test('a new app and new codes are suspended, and those before them work again [M26]', async () => {
  const { user, own, app, codeHashes } = await someoneWithTwoStepSince(hoursAgo(1))
  await notMe.tell(user)
  await setUpAgain(user, own.sessionId)
  await renewRecoveryCodes({ ...own, codeHashes: newCodes() }, {})
  await notMe.press(user)
  expect((await findApp(user.id))?.id).toBe(app)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
  expect((await countRecoveryCodes(user.id))?.left).toBe(10)
  const suspended = await suspendedFactorsOf(user.id)
  expect(suspended.map(({ kind }) => kind)).toEqual(['authenticator-app', 'recovery-codes'])
})

test('what a stranger both added and removed since then does not come back', async () => {
  const { user, own, app } = await someoneWithTwoStepSince(hoursAgo(1))
  await notMe.tell(user)
  for (let times = 0; times < 2; times++) await setUpAgain(user, own.sessionId)
  const theirs = await aPasskeyOf(user, { name: 'Theirs' })
  await removePasskey({ ...own, id: theirs.id, rpId: 'localhost' }, {})
  await notMe.press(user)
  expect((await findApp(user.id))?.id).toBe(app)
  expect(await passkeysOf(user.id)).toEqual([])
  expect(await suspendedFactorsOf(user.id)).toMatchObject([{ kind: 'authenticator-app' }])
})

test('an app comes back also while a stranger is setting up another one', async () => {
  const { user, own, app } = await someoneWithTwoStepSince(hoursAgo(1))
  await notMe.tell(user)
  await aPasskeyOf(user)
  await removeApp({ ...own, rpId: 'localhost' }, {})
  await setUpFor(user, own.sessionId)
  await notMe.press(user)
  expect((await findApp(user.id))?.id).toBe(app)
})

test('two-step login that was switched off and on again was on all the time, with what its owner had [M26]', async () => {
  const { user, own, app, codeHashes } = await someoneWithTwoStepSince(hoursAgo(1))
  await notMe.tell(user)
  await switchOffTwoStep(own, {})
  const setUpId = await setUpFor(user, own.sessionId)
  expect(await finishSetUp({ ...own, setUpId, timeStep: 1, codeHashes: newCodes() }, {})).toBe('switched-on')
  await notMe.press(user)
  expect((await findApp(user.id))?.id).toBe(app)
  expect(await isUnusedCode(user.id, codeHashes[0]!)).toBe(true)
  expect((await suspendedFactorsOf(user.id)).map(({ kind }) => kind)).toEqual(['authenticator-app', 'recovery-codes'])
  expect(await eventsOf(user, 'two-step-restored')).toEqual([])
})

test('while two-step login is off, neither an app nor codes come back to work', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(1))
  const mine = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  await notMe.tell(user)
  await removeApp({ ...own, rpId: 'localhost' }, {})
  // An instance of the former version remembers nothing of it.
  await changeAccount(user, { twoStepAt: null })
  await notMe.press(user)
  expect(await findApp(user.id)).toBeUndefined()
  expect(await passkeysOf(user.id)).toEqual([mine])
})

test('what was removed before then stays removed', async () => {
  const { user, own } = await someoneWithTwoStepSince(hoursAgo(2))
  await aPasskeyOf(user, { createdAt: hoursAgo(2) })
  await removeApp({ ...own, rpId: 'localhost' }, {})
  await removedEarlier(user, hoursAgo(1))
  await notMe.tell(user)
  await notMe.press(user)
  expect(await findApp(user.id)).toBeUndefined()
})

test('two-step login that was switched on since then stays on, so that the mailbox alone cannot switch it off [M26]', async () => {
  const { user } = await someoneWithTwoStep()
  await notMe.press(user)
  expect((await accountOf(user)).twoStepAt).not.toBeNull()
  expect([await findApp(user.id), await countRecoveryCodes(user.id)]).toEqual([undefined, undefined])
  const suspended = await suspendedFactorsOf(user.id)
  expect(suspended.map(({ kind }) => kind)).toEqual(['authenticator-app', 'recovery-codes'])
})

/** In the order in which they happened. */
async function eventsOf({ id }: User, type?: string) {
  const all = await query((db) => db.select().from(events).where(eq(events.userId, id)).orderBy(asc(events.id)))
  return type ? all.filter((event) => event.type === type) : all
}
