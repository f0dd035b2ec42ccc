import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { transaction } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { deleteSession } from '@/db/sessions/revoke-sessions'
import { onPostgres } from '@/e2e/support/needs'
import { someone } from '@/test/accounts/someone'
import { rounds } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { anAct } from '@/test/operator/an-act'
import { anApp, enterApp, rowsOfApp } from '@/test/provider/an-app'
import { aSession } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { waitingForLocks } from '@/test/waiting-for-locks'
import { deleteClient, disableClient, updateClient } from './client-changes'
import { allowUser, denyUser } from './client-users'
import { putLibrarySession } from './records/library-session'
import { removeApp } from './remove-app'

type End = (app: Awaited<ReturnType<typeof anApp>>, user: { id: string }) => Promise<unknown>
const ends: [what: string, end: End][] = [
  ['is disabled', (app) => disableClient(anAct(), app.id)],
  ['is limited to listed users', (app) => updateClient(anAct(), app.id, { allow: 'listed' })],
  ['is denied to the user', (app, user) => denyUser(anAct(), { ...app, allow: 'listed' }, user.id)],
]
for (const [what, end] of ends) {
  test(`a login that is being stored while its app ${what} ends with it, and the app is told [P36]`, {
    tag: onPostgres,
  }, async () => {
    const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
    if (what === 'is denied to the user') await listOnly(app, user)
    const session = await aSession(user)
    let work: Promise<unknown[]> = Promise.resolve([])
    // Somebody else holds the session, so that the login waits for it in the middle of its transaction.
    await transaction(async (tx) => {
      await tx.select().from(sessions).where(eq(sessions.id, session.id)).for('update')
      const login = storeLogin(app, user, session)
      await expect.poll(waitingForLocks).toBe(1)
      work = Promise.all([login, end(app, user)])
      await expect.poll(waitingForLocks).toBe(2)
    })
    expect((await work)[0]).toBe(true)
    expect(await rowsOfApp(app)).toMatchObject({ logins: [], notices: [{ sub: user.id }] })
  })

  test(`a login that is stored after its app ${what} finds that out [P36]`, { tag: onPostgres }, async () => {
    const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
    if (what === 'is denied to the user') await listOnly(app, user)
    const session = await aSession(user)
    await end(app, user)
    expect(await storeLogin(app, user, session)).toBe(false)
    expect(await rowsOfApp(app)).toMatchObject({ logins: [], notices: [] })
  })
}

async function listOnly({ id }: { id: string }, user: { id: string }): Promise<void> {
  await updateClient(anAct(), id, { allow: 'listed' })
  await allowUser(anAct(), id, user.id)
}

/** As the adapter does when a person enters an app. */
function storeLogin(app: { id: string }, { id: userId }: { id: string }, { id: sessionId }: { id: string }) {
  const record = { kind: 'Session', idHash: randomUUID(), payload: {}, seconds: 3600, uid: randomUUID() }
  return putLibrarySession({ ...record, userId, sessionId }, { clientId: app.id, sid: randomUUID() })
}

test('apps that are disabled or removed never deadlock with logins, logouts, resets and removals of their users', async () => {
  for (const _ of rounds(5)) {
    const apps = [await anApp(), await anApp(), await anApp()] as const
    const people = await Promise.all(Array.from({ length: 4 }, () => someone({ passwordHash: 'none' })))
    const entered = []
    for (const user of people) for (const app of apps) entered.push({ user, session: await enterApp(user, app) })
    const link = await aResetLink(people[0]!)
    await Promise.all([
      disableClient(anAct(), apps[0].id),
      ...entered.map(({ user, session }) => deleteSession(user.id, session.id, {})),
      deleteClient(anAct(), apps[1].id),
      ...entered.map(({ user, session }) => storeLogin(apps[0], user, session)),
      ...entered.map(({ user, session }) => storeLogin(apps[1], user, session)),
      spendPasswordReset(link.id, 'another hash', {}),
      ...people.map(({ id }) => removeApp(id, apps[2].id)),
    ])
    for (const app of apps) expect(await rowsOfApp(app)).toMatchObject({ logins: [] })
  }
})
