import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { type StaffRole, staffRoles } from '@/db/staff/tables'
import { aPerson } from '@/e2e/support/steps/person'
import { type CommandName, commands, isCommand } from '@/lib/operator/commands'
import { rowsOf } from '@/test/accounts/account-rows'
import { agedSession } from '@/test/accounts/aged-session'
import { someone } from '@/test/accounts/someone'
import { everyCommand } from '@/test/operator/every-command'
import { agedConsole, aMember, aMemberAtWork } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { runAsStaff } from './run-as-staff'

const names = Object.keys(commands).filter(isCommand)
const declared = (name: CommandName) => commands[name].declared as { right: string; reason?: true; record?: false }
const allows = (name: CommandName, role: StaffRole) =>
  [role === 'admin' && 'admin', 'support'].includes(declared(name).right)
const REASON = 'ticket 4711'

for (const role of staffRoles)
  for (const name of names)
    test(`${role} ${allows(name, role) ? 'may' : 'may not'} run “${name}” in the console [N4]`, async () => {
      const { user, caller } = await aMemberAtWork(role)
      const { input: ready, userId } = await everyCommand[name].ready()
      // Which nobody sets in the console.
      const { password, ...input } = ready as { password?: string }
      const before = userId && (await rowsOf({ id: userId }))
      const result = await runAsStaff(name, input, caller, REASON)
      const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, user.id)))
      if (allows(name, role)) {
        expect(result).toMatchObject({ ok: true })
        if (declared(name).record !== false) expect(acts).toMatchObject([{ act: name, via: 'console', refused: null }])
        return
      }
      expect(result).toMatchObject({ ok: false, code: 'forbidden' })
      if (userId) expect(await rowsOf({ id: userId })).toEqual(before)
      if (declared(name).record !== false)
        expect(acts).toMatchObject([{ act: name, via: 'console', refused: 'forbidden' }])
    })

const onAccounts = names.filter((name) => name.startsWith('users ') && allows(name, 'admin') && 'user' in inputOf(name))

/** Not by calling what makes it: settings may be read only once a test has begun. */
function inputOf(name: CommandName): object {
  const { input } = commands[name].declared as { input: { shape?: object } | (() => unknown) }
  return typeof input === 'function' ? {} : (input.shape ?? {})
}

test('there are commands on accounts to try', () => {
  expect(onAccounts).toEqual(expect.arrayContaining(['users show', 'users disable', 'users reset-factors']))
})

for (const name of onAccounts) {
  test(`“${name}”: support does nothing to others of staff [N6]`, async () => {
    const { caller } = await aMemberAtWork('support')
    const other = await aMember('admin')
    const before = await rowsOf(other)
    const result = await runAsStaff(name, { user: other.id }, caller, REASON)
    expect(result).toMatchObject({ ok: false, code: declared(name).right === 'admin' ? 'forbidden' : 'staff-account' })
    expect(await rowsOf(other)).toEqual(before)
  })

  test(`“${name}”: no admin does it to themselves, unless it only looks [N6]`, async () => {
    const { user, caller } = await aMemberAtWork('admin')
    const before = await rowsOf(user)
    const result = await runAsStaff(name, { user: user.id }, caller, REASON)
    const looks = ['users show', 'users acts', 'users diagnose'].includes(name)
    expect(result).toMatchObject(looks ? { ok: true } : { ok: false, code: 'forbidden' })
    // Each request notes that the console is in use.
    const used = ({ sessions: [session], ...rest }: typeof before) => ({
      ...rest,
      session: { ...session, staffSeenAt: null },
    })
    expect(used(await rowsOf(user))).toEqual(used(before))
  })
}

const grave = names.filter((name) => declared(name).reason && allows(name, 'admin'))

for (const name of grave)
  test(`“${name}” is grave: it needs a confirmation of the last ten minutes, and a reason`, async () => {
    const { caller } = await aMemberAtWork('admin')
    const { input } = await everyCommand[name].ready()
    expect(await runAsStaff(name, input, caller)).toMatchObject({ fields: { reason: [expect.any(String)] } })
    await agedConsole(caller, { since: 11, seen: 0 })
    // A confirmation on a page of the account is not one for the console.
    await agedSession(caller, 0)
    expect(await runAsStaff(name, input, caller, REASON)).toMatchObject({ code: 'confirmation-required' })
    await agedConsole(caller, { since: 9, seen: 0 })
    expect(await runAsStaff(name, input, caller, REASON)).toMatchObject({ ok: true })
  })

test('there are grave commands to try', () => {
  expect(grave).toContain('users reset-factors')
})

test('no command of the console sets a password or says that an email is verified [N11]', async () => {
  const { caller } = await aMemberAtWork('admin')
  const { password, ...person } = aPerson()
  for (const more of [{ password }, { verified: true }])
    expect(await runAsStaff('users create', { ...person, ...more }, caller)).toMatchObject({ code: 'forbidden' })
  expect(await runAsStaff('users create', person, caller)).toMatchObject({ value: { user: { has_password: false } } })
})

test('staff retry the emails that they have seen, and not whatever has failed', async () => {
  const { caller } = await aMemberAtWork('admin')
  expect(await runAsStaff('mail retry', { failed: true }, caller)).toMatchObject({ code: 'forbidden' })
})

test('a closed console runs nothing, and to a stranger there is nothing to run [N3, N8]', async () => {
  const { user, caller } = await aMemberAtWork('admin')
  const account = await someone()
  await agedConsole(caller, { since: 1, seen: 31 })
  expect(await runAsStaff('users disable', { user: account.id }, caller)).toMatchObject({ code: 'unauthenticated' })
  expect(await runAsStaff('users disable', { user: account.id }, { ...caller, credential: undefined })).toMatchObject({
    code: 'not-found',
  })
  expect((await rowsOf(account)).user?.disabledAt).toBeNull()
  expect(await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, user.id)))).toEqual([])
})
