import { randomUUID } from 'node:crypto'
import { someoneInSession } from '@/test/accounts/own-session'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { removePasskey } from './own-passkeys'
import { removeApp } from './remove-app'
import { switchOnTwoStep } from './two-step'

const rpId = 'localhost'

test('two-step login keeps its last second factor, even if two are removed at once [M28]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const own = { userId: user.id, sessionId }
  expect(await removeApp({ ...own, rpId }, {})).toBe('last-factor')
  const { id } = await aPasskeyOf(user)
  const former = await aPasskeyOf(user, { rpId: 'former.example' })
  const removed = await Promise.all([removeApp({ ...own, rpId }, {}), removePasskey({ ...own, id, rpId }, {})])
  expect(removed.sort()).toEqual(['last-factor', 'removed'])
  expect(await removePasskey({ ...own, id: former.id, rpId }, {})).toBe('removed')
})

test('the last passkey can be removed if the app is left [M28]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const { id } = await aPasskeyOf(user)
  expect(await removePasskey({ userId: user.id, sessionId, id, rpId }, {})).toBe('removed')
})

test('passkeys of a former domain are no second factors [M28]', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  await aPasskeyOf(user, { rpId: 'former.example' })
  expect(await removeApp({ userId: user.id, sessionId, rpId }, {})).toBe('last-factor')
  const { user: plain, own } = await someoneInSession()
  await aPasskeyOf(plain, { rpId: 'former.example' })
  const codeHashes = [randomUUID()]
  expect(await switchOnTwoStep({ ...own, rpId, codeHashes }, {})).toBe('no-factor')
  await aPasskeyOf(plain)
  expect(await switchOnTwoStep({ ...own, rpId: undefined, codeHashes }, {})).toBe('no-factor')
})
