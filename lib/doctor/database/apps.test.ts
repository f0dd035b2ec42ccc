import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { touchClient } from '@/db/provider/clients'
import { logoutNotices } from '@/db/provider/login-tables'
import { clients } from '@/db/provider/tables'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { type App, aNotice, anApp } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { judgeApps } from './apps'

test.beforeEach(async () => {
  await query((db) => db.delete(logoutNotices))
  await query((db) => db.delete(clients))
})

const ago = (text: string) => sql`now() - ${text}::interval` as never

test('the doctor names the apps that have waited for a logout for more than 15 minutes [P39]', async () => {
  const app = await anApp({ name: 'Wiki' })
  await noticeTo(app, { createdAt: ago('14 minutes') })
  expect(await judged()).toEqual([expect.objectContaining({ check: 'apps', level: 'ok' })])
  await noticeTo(app, { createdAt: ago('16 minutes') })
  // Postponed for hours after an error, which is no reason to be silent about it.
  const postponed = { createdAt: ago('40 minutes'), nextAttemptAt: ago('-6 hours'), lastError: 'ECONNREFUSED' }
  await noticeTo(app, postponed)
  const [found, ...more] = await judged()
  expect(more).toEqual([])
  expect(found).toMatchObject({ check: 'apps.waiting', level: 'warning' })
  expect(found!.says).toBe(
    `2 logouts have not reached these apps, the oldest for 40 minutes: Wiki (${app.id}). Last error: ECONNREFUSED.`,
  )
  expect(await judged('off')).toEqual([])
})

test('the doctor names the apps that were given up in the last week, and does not mind a 400 [P39]', async () => {
  const [app, other] = [await anApp({ name: 'Wiki' }), await anApp({ name: 'Board' })]
  const decided = { createdAt: ago('3 days'), decidedAt: ago('1 day') }
  await noticeTo(app, { ...decided, status: 'refused', statusCode: 400 })
  await noticeTo(app, { ...decided, status: 'told', statusCode: 200 })
  await noticeTo(app, { ...decided, status: 'failed', decidedAt: ago('8 days') })
  await aNotice({ ...decided, status: 'failed' })
  expect(findingsBeyondFine(await judged())).toEqual([])
  await noticeTo(app, { ...decided, status: 'failed', lastError: 'ETIMEDOUT' })
  await noticeTo(other, { ...decided, status: 'refused', statusCode: 404 })
  const [found, ...more] = await judged()
  expect(more).toEqual([])
  expect(found).toMatchObject({ check: 'apps.untold', level: 'warning' })
  expect(found!.says).toBe(
    `Rekey gave up telling these apps of 2 logouts in the last week: Board (${other.id}), Wiki (${app.id}). Last error: HTTP status 404.`,
  )
})

test('the doctor names the apps that nobody has logged in to for 180 days, unless they are disabled', async () => {
  const old = { createdAt: ago('181 days') }
  const [never, once, lately] = [
    await anApp(old),
    await anApp({ ...old, lastUsedAt: ago('181 days') }),
    await anApp(old),
  ]
  await anApp({ ...old, disabledAt: ago('1 day') })
  await anApp({ createdAt: ago('179 days') })
  await touchClient(lately.id)
  const [found, ...more] = await judged()
  expect(more).toEqual([])
  expect(found).toMatchObject({ check: 'apps.unused', level: 'hint' })
  const names = [never, once].map(({ id }) => `Wiki (${id})`).sort()
  expect(found!.says).toBe(`Nobody has logged in to 2 apps for 180 days: ${names.join(', ')}.`)
  for (let more = 0; more < 4; more++) await anApp(old)
  expect((await judged())[0]!.says).toMatch(/for 180 days: (Wiki \(\S+\)(, )?){5} and 1 more\.$/)
})

test('without apps the doctor says nothing about them', async () => {
  expect(await judged()).toEqual([])
})

function noticeTo({ id }: App, fields: Parameters<typeof aNotice>[0]) {
  return aNotice({ clientId: id, ...fields })
}

async function judged(PROVIDER = 'on') {
  const { apps } = await query(examineDatabase)
  return judgeApps(apps, doctorContext({ PROVIDER }))
}
