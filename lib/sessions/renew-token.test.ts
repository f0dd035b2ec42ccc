import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { currentSession } from './current-user'
import { renewToken } from './renew-token'

test('a session goes on under its new token, and the former one is worth nothing', async () => {
  const { credential } = await aCallerOf(await someone(), 'browser')
  const before = await currentSession(credential)
  expect(await renewToken({ ...credential, kind: 'api' })).toBeUndefined()
  const token = (await renewToken(credential))!
  expect(await currentSession(credential)).toBeUndefined()
  expect(await currentSession({ token, kind: 'browser' })).toMatchObject({ id: before!.id })
  expect(await currentSession({ token, kind: 'api' })).toBeUndefined()
})

test('of several calls at once one renews it', async () => {
  const { credential } = await aCallerOf(await someone(), 'browser')
  const tokens = await atOnce(10, () => renewToken(credential))
  expect(tokens.filter((token) => token !== undefined)).toHaveLength(1)
})
