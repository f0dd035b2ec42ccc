import { someone } from '@/test/accounts/someone'
import { anApp, enterApp } from '@/test/provider/an-app'
import { addRecord } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { findAppsOf } from './apps'

test('what an app has of one account shows nothing of what it has of others', async () => {
  const [app, ann, bob] = [await anApp(), await someone(), await someone()]
  await enterApp(ann, app)
  const before = await findAppsOf(ann.id)
  expect(before).toMatchObject([{ client: { id: app.id }, consented: ['openid', 'email'] }])
  await enterApp(bob, app)
  await addRecord(bob, app, { kind: 'AccessToken', payload: { iat: 4_000_000_000 } })
  expect(await findAppsOf(ann.id)).toEqual(before)
})
