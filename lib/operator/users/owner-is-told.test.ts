import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, users } from '@/db/schema'
import { publicEvent } from '@/lib/activity/list-activity'
import { type CommandName, commands } from '@/lib/operator/commands'
import { runAsStaff } from '@/lib/staff/run-as-staff'
import { rowsOf } from '@/test/accounts/account-rows'
import { composed } from '@/test/emails/composed-emails'
import { everyCommand } from '@/test/operator/every-command'
import { aMemberAtWork } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'

const REASON = 'canary-4711'
const fromCommandLine = (input: object, name: CommandName): Promise<unknown> =>
  commands[name](input, { name: 'Grace Canary', reason: REASON })

const names = Object.keys(commands) as CommandName[]
/** What the owner is told of each change; everything else is told in an email of its own, or nothing is. */
const tells: Partial<Record<CommandName, string>> = {
  'users disable': 'disabled',
  'users enable': 'enabled',
  'users reset-link': 'reset-link-created',
  'users revoke-sessions': 'logged-out',
  'users try-address': 'email-tried-again',
  'users verify-email': 'email-verified',
  'users clear-attempts': 'attempts-cleared',
  'users schedule-deletion': 'deletion-scheduled',
  'users cancel-deletion': 'deletion-canceled',
}
/** The apps that a user may use are told in the activity alone. */
const inActivityAlone = new Set<CommandName>(['clients deny'])

for (const name of names) {
  const { declared } = commands[name]
  if (declared.record === false) continue

  test(`what “${name}” changes in an account is told to its owner in an email and in the activity, without a name [N15]`, async () => {
    await told(name, fromCommandLine, ['Grace Canary', REASON])
  })

  if (declared.right !== 'machine')
    test(`“${name}” tells the same from the console as from the command line [N15, N34]`, async () => {
      const { user, caller } = await aMemberAtWork('admin')
      const fromConsole = (input: object) => runAsStaff(name, input, caller, REASON)
      const here = await told(name, fromConsole, [user.id, user.email, user.lastName, REASON])
      expect(here).toEqual(await told(name, fromCommandLine, []))
    })
}

// A link in hand is made anew each time.
const changesOnce = Object.keys(tells).filter((name) => name !== 'users reset-link') as CommandName[]
for (const name of changesOnce)
  test(`“${name}” tells nothing when it changes nothing [N15]`, async () => {
    const { input, userId } = await aVerifiedOne(name)
    await commands[name](input, { name: 'grace' })
    const before = await rowsOf({ id: userId! })
    expect(await commands[name](input, { name: 'grace' })).toMatchObject({ ok: true })
    expect(await rowsOf({ id: userId! })).toEqual(before)
  })

test('an owner whose email nobody has verified gets no email, because it may be a stranger’s [N15]', async () => {
  const { input, userId } = await everyCommand['users disable'].ready()
  await commands['users disable'](input, { name: 'grace' })
  const { mails, events } = await rowsOf({ id: userId! })
  expect(mails.map(({ kind }) => kind)).toEqual(['welcome'])
  expect(events.at(-1)).toMatchObject({ type: 'disabled' })
})

/** Runs a command and returns what its owner reads about it; fails if a change is not told, or somebody is named. */
async function told(name: CommandName, run: typeof fromCommandLine, hidden: string[]) {
  const { input: ready, userId } = await aVerifiedOne(name)
  // Which nobody sets in the console.
  const { password, ...input } = ready as { password?: string }
  const before = userId === undefined ? undefined : await rowsOf({ id: userId })
  expect(await run(input, name)).toMatchObject({ ok: true })
  if (!before) return
  const after = await rowsOf({ id: userId! })
  if (!after.user) return lastEmail(before.user!.email)
  const events = after.events.slice(before.events.length)
  const isChanged = JSON.stringify([before.user, before.sessions]) !== JSON.stringify([after.user, after.sessions])
  const isNoted = events.some(({ details }) => details.operator)
  expect(isNoted || !isChanged).toBe(true)
  const sent = after.mails.slice(before.mails.length)
  if (!inActivityAlone.has(name)) expect(sent.length > 0).toBe(isNoted)
  const written = await Promise.all(sent.map(async (email) => (await composed(email)).content))
  const read = JSON.stringify([sent, written, events.map(publicEvent)])
  for (const each of hidden) expect(read).not.toContain(each)
  const change = sent.find(({ kind }) => kind === 'changed-by-operator')?.data.operator_change
  expect(change).toBe(tells[name])
  return { sent: sent.map(({ kind }) => [kind, change]), events: events.map(publicEvent).map(({ type }) => type) }
}

async function aVerifiedOne(name: CommandName) {
  const ready = await everyCommand[name].ready()
  if (ready.userId && name !== 'users verify-email')
    await query((db) => db.update(users).set({ emailVerifiedAt: sql`now()` }).where(eq(users.id, ready.userId!)))
  return ready
}

async function lastEmail(recipient: string) {
  const rows = await query((db) => db.select().from(emails).where(eq(emails.recipient, recipient)).orderBy(emails.id))
  expect(rows.map(({ kind }) => kind)).toEqual(['account-deleted'])
}
