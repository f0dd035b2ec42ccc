import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { thorough } from '@/e2e/support/needs'
import { beginImport } from '@/lib/operator/acts/begin-import'
import { type CommandName, commands } from '@/lib/operator/commands'
import { recordExport } from '@/lib/operator/users/export-users'
import { accountWith, aStranger, bring } from '@/test/accounts/imported-people'
import { everyCommand } from '@/test/operator/every-command'
import { expect, test } from '@/test/unit'

const names = Object.keys(commands) as CommandName[]
const REASON = 'ticket 4711'

for (const name of names) {
  const { ready, refused } = everyCommand[name]
  const isRecorded = commands[name].declared.record !== false

  test(`“${name}” ${isRecorded ? 'leaves one act when it is done and one when it is refused' : 'changes nothing and leaves no act'} [N12, N13]`, async () => {
    const { input, userId, personal = [] } = await ready()
    const before = await everyRow()
    const [operator, another] = [anOperator(), anOperator()]
    expect(await commands[name](input, { name: operator, reason: REASON })).toMatchObject({ ok: true })
    if (!isRecorded) expect(await everyRow()).toEqual(before)
    const done = { via: 'cli', act: name, reason: REASON, refused: null, ...(userId && { userId }) }
    expect(await actsBy(operator)).toMatchObject(isRecorded ? [done] : [])

    if (refused) {
      const wrong = refused((await ready()).input)
      const refusal = await commands[name](wrong, { name: another })
      expect(refusal).toMatchObject({ ok: false })
      const row = { act: name, reason: null, refused: 'code' in refusal && refusal.code }
      expect(await actsBy(another)).toMatchObject(isRecorded ? [row] : [])
    }
    const written = JSON.stringify([await actsBy(operator), await actsBy(another)])
    for (const each of [...personal, 'canary.example', '@example']) expect(written).not.toContain(each)
  })

  if (isRecorded)
    test(`“${name}” changes nothing if its act cannot be recorded, and the other way round [N12]`, {
      tag: thorough,
    }, async () => {
      const { input } = await ready()
      const operator = anOperator()
      await withoutActsOf(operator, async () => {
        const before = await everyRow()
        await expect(commands[name](input, { name: operator })).rejects.toThrow('no acts')
        expect(await everyRow()).toEqual(before)
      })
    })
}

test('the list names each command as its declaration does, and refused commands are all tried', () => {
  for (const name of names) expect(commands[name].declared.name).toBe(name)
  for (const name of names)
    if (commands[name].declared.record !== false) expect([name, !!everyCommand[name].refused]).toEqual([name, true])
})

test('an account that was deleted keeps its acts, with who did it and why [N13]', async () => {
  const { input, userId } = await everyCommand['users delete'].ready()
  const operator = anOperator()
  await commands['users disable'](input, { name: operator })
  await commands['users delete'](input, { name: operator, reason: REASON })
  const list = async (user: string) => commands['acts list']({ user, limit: 10 }, { name: operator })
  const acts = [
    { act: 'users delete', operator, reason: REASON, outcome: 'done', user_id: userId },
    { act: 'users disable', operator, reason: null, outcome: 'done', user_id: userId },
  ]
  expect(await list(userId!)).toMatchObject({ value: { acts, next: null, zone: 'UTC' } })
  expect(await list((input as { user: string }).user)).toMatchObject({ code: 'not-found' })
})

test('an import leaves one act, in the transaction of the first accounts that it adds [N12]', async () => {
  const operator = anOperator()
  const people = [aStranger({ id: '1' }), aStranger({ id: '2' })]
  const begun = await beginImport({}, { name: operator, reason: REASON })
  const act = begun.ok ? begun.value.act : undefined
  await bring(people, { apply: false, act })
  expect(await actsBy(operator)).toEqual([])
  await withoutActsOf(operator, () => expect(bring(people, { act })).rejects.toThrow('no acts'))
  expect(await accountWith(people[0]!.email)).toBeUndefined()
  await bring(people, { act })
  const row = { act: 'import', reason: REASON, userId: null, refused: null }
  expect(await actsBy(operator)).toMatchObject([row])
  await bring(people, { act })
  expect(await actsBy(operator)).toMatchObject([row, row])
})

test('an export leaves one act before its first account is written [N12]', async () => {
  const operator = anOperator()
  await withoutActsOf(operator, async () => {
    const before = await everyRow()
    await expect(recordExport({ hashes: true }, { name: operator })).rejects.toThrow('no acts')
    expect(await everyRow()).toEqual(before)
  })
  await recordExport({ hashes: true }, { name: operator, reason: REASON })
  expect(await actsBy(operator)).toMatchObject([{ act: 'export', reason: REASON, facts: { hashes: true } }])
  const another = anOperator()
  expect(await recordExport({ hashes: false }, { name: another, reason: 'x' })).toMatchObject({ code: 'invalid-input' })
  expect(await actsBy(another)).toMatchObject([{ act: 'export', refused: 'invalid-input', reason: null }])
})

const wrongReasons = ['', 'ab', 'x'.repeat(501), 'asked by ada@example.com', 'two\nlines', 'a\0b', 7]
for (const reason of wrongReasons)
  test(`the reason ${JSON.stringify(reason).slice(0, 30)} is refused, and not recorded [N13]`, async () => {
    const { input, userId } = await everyCommand['users delete'].ready()
    const operator = anOperator()
    const refusal = await commands['users delete'](input, { name: operator, reason: reason as string })
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: { reason: [expect.any(String)] } })
    expect(await commands['users show']({ user: userId }, { name: anOperator() })).toMatchObject({ ok: true })
    expect(await actsBy(operator)).toMatchObject([
      { reason: null, refused: 'invalid-input', facts: { fields: ['reason'] } },
    ])
  })

let operators = 0
const anOperator = () => `operator ${process.pid} ${++operators}`

const actsBy = (operator: string) =>
  query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, operator)))

/** A digest of every table, to see whether anything has changed. */
async function everyRow(): Promise<Record<string, string>> {
  const name = sql<string>`tablename`
  const tables = await query((db) => db.select({ name }).from(sql`pg_tables`).where(sql`schemaname = 'public'`))
  // A sum of hashes, because sorting every row of the database takes longer than everything else here.
  const digest = sql`concat(count(*), ' ', sum(hashtextextended(t::text, 0)))`
  const each = tables.map(
    ({ name }) => sql`select ${name} as name, ${digest} as digest from ${sql.identifier(name)} as t`,
  )
  const all = sql`(${sql.join(each, sql` union all `)}) as digests`
  const columns = { name: sql<string>`name`, digest: sql<string>`digest` }
  const rows = await query((db) => db.select(columns).from(all))
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}

/** Lets the acts of an operator fail when their transaction is about to end, after everything else in it. */
async function withoutActsOf(operator: string, work: () => Promise<unknown>): Promise<void> {
  const run = (statement: string) => query((db) => db.execute(sql.raw(statement)))
  await run(`create function no_acts() returns trigger language plpgsql as $$ begin raise exception 'no acts'; end $$`)
  await run(`create constraint trigger no_acts after insert on operator_acts deferrable initially deferred
    for each row when (new.operator = '${operator}') execute function no_acts()`)
  try {
    await work()
  } finally {
    await run('drop trigger no_acts on operator_acts')
    await run('drop function no_acts')
  }
}
