import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { transaction } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { deleteSession } from '@/db/sessions/sessions'
import { eventsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { anApp, enterApp, rowsOfApp } from '@/test/provider/an-app'
import { expect, test } from '@/test/unit'
import { deleteClient, disableClient } from './client-changes'
import { removeApp } from './remove-app'

test('of five removals of an app at once one removes it', async () => {
  const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
  await enterApp(user, app)
  const removed = await atOnce(5, () => removeApp(user.id, app.id))
  expect(removed.filter(Boolean)).toEqual([app.name])
  expect((await eventsOf(user)).filter((type) => type === 'app-removed')).toHaveLength(1)
})

test('an app that is disabled during a reset waits for it, and neither deadlocks', async () => {
  const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
  const [first, last] = [await enterApp(user, app), await enterApp(user, app)]
  let disabling: Promise<unknown> = Promise.resolve()
  await transaction(async (tx) => {
    await lockUser(tx, user.id)
    await tx.delete(sessions).where(eq(sessions.id, last.id))
    disabling = Promise.allSettled([disableClient(app.id)])
    await pause(300)
    await tx.delete(sessions).where(eq(sessions.id, first.id))
  })
  expect(await disabling).toEqual([{ status: 'fulfilled', value: true }])
})

test('apps that are disabled or removed never deadlock with logouts, resets and removals of their users', async () => {
  for (let round = 0; round < 8; round++) {
    const apps = [await anApp(), await anApp(), await anApp()] as const
    const people = await Promise.all(Array.from({ length: 4 }, () => someone({ passwordHash: 'none' })))
    const entered = []
    for (const user of people) for (const app of apps) entered.push({ user, session: await enterApp(user, app) })
    const link = await aResetLink(people[0]!)
    await Promise.all([
      disableClient(apps[0].id),
      ...entered.map(({ user, session }) => deleteSession(user.id, session.id, {})),
      deleteClient(apps[1].id),
      spendPasswordReset(link.id, 'another hash', {}),
      ...people.map(({ id }) => removeApp(id, apps[2].id)),
    ])
    for (const app of apps) expect(await rowsOfApp(app)).toMatchObject({ logins: [] })
  }
})
