import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { allowUser } from '@/db/provider/client-users'
import { noteClientFault } from '@/db/provider/clients'
import { clients } from '@/db/provider/tables'
import { commands } from '@/lib/operator/commands'
import { someone } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { aNotice } from '@/test/provider/app-rows'
import { aWiki, examined, level, said } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { successOf } from '@/test/success-of'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a wrong slash is named in one sentence, with what to type [P41]', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  await noteClientFault(app.id, 'redirect-unregistered', `${wiki.url}/cb/`)
  await noteClientFault(app.id, 'post-logout-unregistered', 'https://evil.example.com/$(reboot)')
  const findings = await examined(app.id)
  const slash = findings.find(({ check }) => check === 'refused.redirect-unregistered')!
  expect(slash.level).toBe('fault')
  expect(slash.says).toMatch(
    new RegExp(
      `^The app asked for ${wiki.url}/cb/; registered is ${wiki.url}/cb: one slash at the end differs\\. That was on 20`,
    ),
  )
  expect(slash.mend).toBe(
    `If the registered URL is right, set the redirect URL (callback) in the app to ${wiki.url}/cb. If the app is right: npx rekey clients change ${app.id} --redirect ${wiki.url}/cb/`,
  )
  const stranger = findings.find(({ check }) => check === 'refused.post-logout-unregistered')!
  expect(stranger.level).toBe('warning')
  expect(stranger.mend).toMatch(/^If evil\.example\.com is not your app, ignore this/)
  expect(stranger.mend).not.toContain('reboot')
  await query((db) =>
    db
      .update(clients)
      .set({ lastUsedAt: new Date(Date.now() + 60_000) })
      .where(eq(clients.id, app.id)),
  )
  expect(level(await examined(app.id), slash.check)).toBe('hint')
})

test('if the app is right, its URL takes the place of the nearest one, and the others stay registered', async () => {
  await using wiki = await aWiki(site)
  const redirectUris = [`${wiki.url}/`, `${wiki.url}/cb`, 'http://localhost:2/cb']
  const app = await wiki.register({ redirectUris, postLogoutUris: [] })
  await noteClientFault(app.id, 'redirect-unregistered', `${wiki.url}/cb/`)
  await noteClientFault(app.id, 'post-logout-unregistered', `${wiki.url}/bye`)
  const findings = await examined(app.id)
  const mend = (code: string) => findings.find(({ check }) => check === `refused.${code}`)?.mend?.split(' change ')[1]
  expect(mend('redirect-unregistered')).toBe(`${app.id} --redirect ${wiki.url}/ ${wiki.url}/cb/ http://localhost:2/cb`)
  expect(mend('post-logout-unregistered')).toBe(`${app.id} --post-logout ${wiki.url}/bye`)
})

test('somebody who was not listed is named by email, and listing them is proposed only until they may log in', async () => {
  await using wiki = await aWiki(site)
  const [app, user] = [await wiki.register({ allow: 'listed' }), await someone({ passwordHash: 'none' })]
  await noteClientFault(app.id, 'app-forbidden', user.id)
  const told = async () => {
    const finding = (await examined(app.id)).find(({ check }) => check === 'refused.app-forbidden')
    const { faults } = successOf(await commands['clients show']({ id: app.id }, { name: 'grace' }))
    return { finding, shown: faults[0]! }
  }
  const before = await told()
  const refused = `The user ${user.email}, who is not listed, tried to log in.`
  expect(before.finding).toMatchObject({ level: 'hint', says: expect.stringContaining(`${refused} That was on 20`) })
  expect(before.finding?.mend).toBe(`To let this user in: npx rekey clients allow ${app.id} ${user.email}`)
  expect(before.shown).toMatchObject({ detail: user.id, description: expect.stringContaining(`${refused} “rekey`) })
  await allowUser(anAct(), app.id, user.id)
  const allowed = `The user ${user.email}, who was not listed then and may log in by now, tried to log in.`
  const after = await told()
  expect(after.finding).toMatchObject({ level: 'hint', says: expect.stringContaining(`${allowed} That was on 20`) })
  expect(after.finding).not.toHaveProperty('mend')
  expect(after.shown.description).toBe(allowed)
  const open = await wiki.register({ allow: 'everyone' })
  await noteClientFault(open.id, 'app-forbidden', user.id)
  expect(said(await examined(open.id), 'refused.app-forbidden')).toContain(allowed)
})

test('a user whose account is gone is named by ID, and nothing is proposed', async () => {
  await using wiki = await aWiki(site)
  const [app, id] = [await wiki.register({ allow: 'listed' }), randomUUID()]
  await noteClientFault(app.id, 'app-forbidden', id)
  const found = (await examined(app.id)).find(({ check }) => check === 'refused.app-forbidden')!
  expect(found.says).toMatch(/whose account no longer exists, tried to log in \([0-9a-f-]{36}\)\. That was on 20/)
  expect(found).not.toHaveProperty('mend')
})

test('logouts that did not reach the app are counted, with its answer', async () => {
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  const to = { clientId: app.id }
  await aNotice({ ...to, status: 'refused', statusCode: 400 })
  await aNotice({ ...to })
  expect(level(await examined(app.id), 'notices')).toBe('ok')
  await aNotice({ ...to, attempts: 2, lastError: 'ECONNREFUSED: refused' })
  for (const statusCode of [404, 403]) await aNotice({ ...to, status: 'refused', statusCode })
  const findings = await examined(app.id)
  expect(said(findings, 'notices.waiting')).toMatch(
    /^1 logout has not reached the app yet, of 20.* UTC\. No answer: ECONNREFUSED/,
  )
  expect(said(findings, 'notices.refused')).toMatch(
    /^The app refused 2 logouts in the last 90 days, the latest of 20.* UTC\. It answered 403/,
  )
})
