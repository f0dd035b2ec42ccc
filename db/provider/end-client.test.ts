import { thorough } from '@/e2e/support/needs'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { anApp, enterApp, rowsOfApp } from '@/test/provider/an-app'
import { manyLogins, withoutManyLogins } from '@/test/provider/many-logins'
import { expect, test } from '@/test/unit'
import { deleteClient, disableClient, enableClient, updateClient } from './client-changes'
import { allowUser, denyUser } from './client-users'
import { findClient, findLiveClient, mayEnter } from './clients'
import { removeApp } from './remove-app'

test('disabling an app ends its tokens and tells it of every login, and neither other apps nor consents end [P36, P11]', async () => {
  const { app, other, ann, bob } = await twoPeopleInTwoApps()
  expect(await disableClient(anAct(), app.id)).toBe(true)
  expect(await disableClient(anAct(), app.id)).toBe(false)
  const { notices, ...rows } = await rowsOfApp(app)
  expect(rows).toMatchObject({ records: [], logins: [], consents: [{}, {}] })
  expect(notices.map(({ sub }) => sub).sort()).toEqual([ann.id, bob.id].sort())
  expect(notices[0]).toMatchObject({ clientName: app.name, uri: app.backchannelUri, alg: 'RS256', status: 'queued' })
  expect(await rowsOfApp(other)).toMatchObject({ notices: [], records: { length: 4 }, logins: { length: 2 } })
  expect((await rowsOf(ann)).sessions).toHaveLength(2)
  expect([await findLiveClient(app.id), (await findClient(app.id))?.disabledAt]).toEqual([undefined, expect.any(Date)])
})

test('what was issued while an app was being disabled does not work once it is enabled again [P36]', async () => {
  const app = await anApp()
  await disableClient(anAct(), app.id)
  await enterApp(await someone({ passwordHash: 'none' }), app)
  expect(await enableClient(anAct(), app.id)).toBe(true)
  expect(await enableClient(anAct(), app.id)).toBe(false)
  expect(await rowsOfApp(app)).toMatchObject({ records: [], logins: [], notices: { length: 1 } })
  expect(await findLiveClient(app.id)).toBeDefined()
})

test('removing an app deletes all that it has, and its notices outlive it [P36]', async () => {
  const { app, other } = await twoPeopleInTwoApps()
  expect(await deleteClient(anAct(), app.id)).toBe(true)
  expect(await deleteClient(anAct(), app.id)).toBe(false)
  expect(await rowsOfApp(app)).toEqual({
    client: undefined,
    records: [],
    logins: [],
    consents: [],
    listed: [],
    notices: [
      expect.objectContaining({ cause: 'client-removed' }),
      expect.objectContaining({ cause: 'client-removed' }),
    ],
  })
  expect(await rowsOfApp(other)).toMatchObject({ records: { length: 4 } })
})

test('an app of many people ends in several transactions, and none of them is left [P36]', {
  tag: thorough,
}, async () => {
  const [app, gone] = [await anApp(), await anApp()]
  await manyLogins(app, 4500, [gone])
  await Promise.all([disableClient(anAct(), app.id), deleteClient(anAct(), gone.id)])
  for (const each of [app, gone])
    expect(await rowsOfApp(each)).toMatchObject({ records: [], logins: [], notices: { length: 4500 } })
  await withoutManyLogins(app)
})

test('an app without a back-channel URL is told nothing', async () => {
  const app = await anApp({ backchannelUri: null })
  await enterApp(await someone({ passwordHash: 'none' }), app)
  await disableClient(anAct(), app.id)
  expect(await rowsOfApp(app)).toMatchObject({ notices: [], logins: [] })
})

test('removing the access of an app ends its logins, tokens and consent for that account alone [P31, P11]', async () => {
  const { app, other, ann, bob } = await twoPeopleInTwoApps()
  expect(await removeApp(ann.id, app.id)).toBe(app.name)
  expect(await removeApp(ann.id, app.id)).toBeUndefined()
  expect(await rowsOfApp(app, ann)).toMatchObject({ records: [], logins: [], consents: [], notices: { length: 1 } })
  expect(await rowsOfApp(app, bob)).toMatchObject({
    records: { length: 2 },
    logins: { length: 1 },
    consents: { length: 1 },
    notices: [],
  })
  expect(await rowsOfApp(other, ann)).toMatchObject({ records: { length: 2 }, consents: { length: 1 }, notices: [] })
  expect((await rowsOf(ann)).sessions).toHaveLength(2)
  expect((await eventsOf(ann)).filter((type) => type === 'app-removed')).toHaveLength(1)
})

test('an app that admits listed users admits nobody else, and ends the access of a user who is taken off the list', async () => {
  const app = await anApp({ allow: 'listed' })
  const [ann, bob] = [await someone({ passwordHash: 'none' }), await someone({ passwordHash: 'none' })]
  expect([await allowUser(anAct(), app.id, ann.id), await allowUser(anAct(), app.id, ann.id)]).toEqual([true, false])
  expect([await mayEnter(app, ann.id), await mayEnter(app, bob.id)]).toEqual([true, false])
  expect(await mayEnter({ ...app, allow: 'everyone' }, bob.id)).toBe(true)
  await enterApp(ann, app)
  expect([await denyUser(anAct(), app, ann.id), await denyUser(anAct(), app, ann.id)]).toEqual([true, false])
  expect(await mayEnter(app, ann.id)).toBe(false)
  expect(await rowsOfApp(app)).toMatchObject({
    records: [],
    logins: [],
    consents: [],
    notices: [{ cause: 'not-allowed' }],
  })
  const { events } = await rowsOf(ann)
  expect(events.at(-1)).toMatchObject({ type: 'app-removed', details: { app: app.name, operator: 'grace' } })
})

test('the list of one app admits nobody to another, and who is taken off it takes nobody along', async () => {
  const [app, other] = [await anApp({ allow: 'listed' }), await anApp({ allow: 'listed' })]
  const [ann, bob] = [await someone({ passwordHash: 'none' }), await someone({ passwordHash: 'none' })]
  for (const { id } of [ann, bob]) await allowUser(anAct(), app.id, id)
  await allowUser(anAct(), other.id, bob.id)
  expect([await mayEnter(other, ann.id), await mayEnter(other, bob.id)]).toEqual([false, true])
  await denyUser(anAct(), app, bob.id)
  expect([await mayEnter(app, ann.id), await mayEnter(app, bob.id)]).toEqual([true, false])
  expect(await mayEnter(other, bob.id)).toBe(true)
})

test('who is taken off the list of an app that is open to everyone stays logged in', async () => {
  const [app, ann] = [await anApp(), await someone({ passwordHash: 'none' })]
  await enterApp(ann, app)
  await allowUser(anAct(), app.id, ann.id)
  expect(await denyUser(anAct(), app, ann.id)).toBe(true)
  expect(await rowsOfApp(app)).toMatchObject({ listed: [], records: { length: 2 }, logins: { length: 1 }, notices: [] })
})

test('limiting an app to listed users logs out the others', async () => {
  const { app, ann, bob } = await twoPeopleInTwoApps()
  await allowUser(anAct(), app.id, ann.id)
  await updateClient(anAct(), app.id, { allow: 'listed' })
  expect(await rowsOfApp(app, ann)).toMatchObject({ records: { length: 2 }, logins: { length: 1 }, notices: [] })
  expect(await rowsOfApp(app, bob)).toMatchObject({ records: [], logins: [], notices: [{ cause: 'not-allowed' }] })
})

test('an app whose scopes are narrowed loses the tokens that have more, and one that gets more scopes keeps them', async () => {
  const app = await anApp({ scopes: ['openid', 'email'] })
  await enterApp(await someone({ passwordHash: 'none' }), app)
  await updateClient(anAct(), app.id, { scopes: ['openid', 'email', 'phone'] })
  expect(await rowsOfApp(app)).toMatchObject({ records: { length: 2 } })
  await updateClient(anAct(), app.id, { scopes: ['openid'] })
  expect(await rowsOfApp(app)).toMatchObject({ records: [], logins: { length: 1 }, notices: [] })
})

async function twoPeopleInTwoApps() {
  const [app, other] = [await anApp(), await anApp()]
  const [ann, bob] = [await someone({ passwordHash: 'none' }), await someone({ passwordHash: 'none' })]
  for (const user of [ann, bob]) for (const each of [app, other]) await enterApp(user, each)
  return { app, other, ann, bob }
}
