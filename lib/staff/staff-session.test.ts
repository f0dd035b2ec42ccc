import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { changeMemberBy, removeMemberBy } from '@/db/staff/members'
import { leaveConsole } from '@/db/staff/staff-session'
import { staff } from '@/db/staff/tables'
import { aCallerOf } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { agedConsole, aMember, aMemberAtWork } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { CONSOLE_HOURS, CONSOLE_IDLE_MINUTES, currentStaff } from './staff-session'

type AtWork = Awaited<ReturnType<typeof aMemberAtWork>>['caller']

const isOpen = async ({ credential }: AtWork) => (await currentStaff(credential))?.open

test('the console closes after half an hour without a request, and each request begins it anew [N8]', async () => {
  const { caller } = await aMemberAtWork()
  await agedConsole(caller, { since: 100, seen: CONSOLE_IDLE_MINUTES - 1 })
  expect(await isOpen(caller)).toBe(true)
  const [row] = await query((db) =>
    db.select().from(sessions).where(eq(sessions.tokenHash, caller.credential.tokenHash)),
  )
  expect(Date.now() - row!.staffSeenAt!.getTime()).toBeLessThan(60_000)
  await agedConsole(caller, { since: 100, seen: CONSOLE_IDLE_MINUTES + 0.1 })
  expect(await isOpen(caller)).toBe(false)
  // The request that was refused opens it to no later one.
  expect(await isOpen(caller)).toBe(false)
})

test('the console closes after eight hours, however much it is used [N8]', async () => {
  const { caller } = await aMemberAtWork()
  await agedConsole(caller, { since: CONSOLE_HOURS * 60 - 1, seen: 0 })
  expect(await isOpen(caller)).toBe(true)
  await agedConsole(caller, { since: CONSOLE_HOURS * 60 + 0.1, seen: 0 })
  expect(await isOpen(caller)).toBe(false)
})

test('a login alone does not open the console, in this session or another one [N8]', async () => {
  const { user, caller } = await aMemberAtWork()
  const another = await aCallerOf(user, 'browser')
  expect(await currentStaff(another.credential)).toMatchObject({ open: false, role: 'support' })
  await leaveConsole((await currentStaff(caller.credential))!.id)
  expect(await isOpen(caller)).toBe(false)
})

test('a right that is taken away is gone with the next request [N5]', async () => {
  const { user, caller } = await aMemberAtWork('admin')
  await aMember('admin')
  const change = (to: Parameters<typeof changeMemberBy>[2]) => changeMemberBy(anAct(), user.id, to)
  expect((await currentStaff(caller.credential))?.role).toBe('admin')
  await change({ role: 'support' })
  expect((await currentStaff(caller.credential))?.role).toBe('support')
  await change({ suspended: true })
  expect(await currentStaff(caller.credential)).toBeUndefined()
  await change({ suspended: false })
  expect(await isOpen(caller)).toBe(false)
  await agedConsole(caller, { since: 0, seen: 0 })
  await removeMemberBy(anAct(), user.id)
  expect(await currentStaff(caller.credential)).toBeUndefined()
  // Added again, a member enters again.
  await query((db) => db.insert(staff).values({ userId: user.id, role: 'support' }))
  expect(await isOpen(caller)).toBe(false)
})

test('nobody else is staff: neither a disabled member nor an API client of one [N3]', async () => {
  const { user, caller } = await aMemberAtWork()
  const client = await aCallerOf(user, 'api')
  expect(await currentStaff(client.credential)).toBeUndefined()
  expect(await currentStaff({ ...client.credential, kind: 'browser' })).toBeUndefined()
  expect(await currentStaff((await aCallerOf(await someone(), 'browser')).credential)).toBeUndefined()
  expect(await currentStaff(undefined)).toBeUndefined()
  await disable(user)
  expect(await currentStaff(caller.credential)).toBeUndefined()
})

test('where a second factor is required, a session that showed none has no open console [N10]', async () => {
  const { caller } = await aMemberAtWork()
  const required = <T>(work: () => Promise<T>) => withSettings({ STAFF_FACTOR: 'required' }, work)
  const shown = (secondFactorAt: Date | null) =>
    query((db) =>
      db.update(sessions).set({ secondFactorAt }).where(eq(sessions.tokenHash, caller.credential.tokenHash)),
    )
  expect(await isOpen(caller)).toBe(true)
  expect(await required(() => isOpen(caller))).toBe(false)
  await shown(new Date())
  expect(await required(() => isOpen(caller))).toBe(true)
})
