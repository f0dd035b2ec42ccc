import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { onPglite } from '@/e2e/support/needs'
import { type CommandName, commands } from '@/lib/operator/commands'
import { runCommand } from '@/lib/operator/run-command'
import { listenToOperators } from '@/lib/operator/socket'
import { someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { everyCommand } from '@/test/operator/every-command'
import { expect, test } from '@/test/unit'

test('who deleted an account, and why, is listed afterwards [N13]', async () => {
  const { id, email } = await someone()
  const by = ['--operator', 'grace']
  expect(await rekey(['users', 'show', email, ...by])).toMatchObject({
    out: expect.stringContaining(`npx rekey acts list --user ${id}`),
  })
  const gone = await rekey(['users', 'delete', email, '--yes', '--reason', 'ticket 4711', ...by])
  expect(gone.out).toContain(`npx rekey acts list --user ${id}`)
  const { out } = await rekey(['acts', 'list', '--user', id])
  const [head, ...rows] = out.split('\n')
  expect(head).toMatch(/^when \(UTC\) +by +act +account +outcome +reason +facts/)
  expect(rows[0]).toMatch(
    new RegExp(`^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +grace +users delete +${id} +done +ticket 4711`),
  )
  expect(rows[1]).toMatch(/grace +users show .* done +none given/)
  expect(out).not.toContain(email)
})

test('at a terminal, a grave command asks for a reason, and a script is served without one [N12]', async () => {
  const ran = async (words: string[], typed?: { reason: string }) => {
    const [{ id }, operator] = [await someone(), `grace ${crypto.randomUUID()}`]
    const by = ['--operator', operator]
    const { code } = await rekey(['users', ...words, id, ...by], typed && { types: id, ...typed })
    const { acts } = JSON.parse((await rekey(['acts', 'list', '--by', operator, '--json'])).out)
    return [code, acts.map((act: { reason: string; code: string }) => act.reason ?? act.code)]
  }
  expect(await ran(['reset-link'], { reason: 'ticket 4711' })).toEqual([0, ['ticket 4711']])
  expect(await ran(['reset-link'], { reason: '' })).toEqual([1, ['invalid-input']])
  expect(await ran(['reset-link', '--reason', 'a call'], { reason: 'unasked' })).toEqual([0, ['a call']])
  expect(await ran(['disable'], { reason: 'unasked' })).toEqual([0, [null]])
  expect(await ran(['reset-link'])).toEqual([0, [null]])
})

test('acts are found by command, operator and day, in pages', async () => {
  const operator = `grace ${crypto.randomUUID()}`
  const { id } = await someone()
  for (const change of ['disable', 'enable', 'disable']) await rekey(['users', change, id, '--operator', operator])
  const list = async (...words: string[]) => {
    const { out } = await rekey(['acts', 'list', '--json', '--by', operator, ...words])
    return JSON.parse(out) as { acts: { id: string; act: string; at: string }[]; next: string | null }
  }
  const all = (await list()).acts
  expect(all.map(({ act }) => act)).toEqual(['users disable', 'users enable', 'users disable'])
  const first = await list('--limit', '2')
  expect(first).toMatchObject({ acts: all.slice(0, 2), next: all[1]!.id })
  expect(await list('--limit', '2', '--after', first.next!)).toEqual({ acts: all.slice(2), next: null, zone: 'UTC' })
  expect((await list('--act', 'users enable')).acts).toEqual([all[1]])
  const today = all[0]!.at.slice(0, 10)
  expect((await list('--from', all[2]!.at.slice(0, 10), '--to', today)).acts).toHaveLength(3)
  expect((await list('--to', '2026-01-01')).acts).toEqual([])
  expect((await list('--from', '2999-01-01', '--zone', 'Europe/Berlin')).acts).toEqual([])
  const refused = async (...words: string[]) => (await rekey(['acts', 'list', ...words])).err
  expect(await refused('--from', 'yesterday')).toContain('must be a day')
  expect(await refused('--zone', 'Berlin')).toContain('must be the name of a time zone')
  expect(await refused('--user', 'nobody@example.com')).toContain('Not found')
})

test('times are shown in the time zone that was asked for, which the table names', async () => {
  const { id } = await someone()
  await rekey(['users', 'disable', id])
  const { out } = await rekey(['acts', 'list', '--user', id, '--zone', 'Asia/Tokyo', '--json'])
  const time = new Date(JSON.parse(out).acts[0].at)
  const inTokyo = new Date(time.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  const table = (await rekey(['acts', 'list', '--user', id, '--zone', 'Asia/Tokyo'])).out
  expect(table).toMatch(new RegExp(`^when \\(Asia/Tokyo\\) .*\n${inTokyo} `))
})

for (const name of Object.keys(commands) as CommandName[])
  test(`“${name}” leaves the same act through the server’s socket [N34]`, { tag: onPglite }, async () => {
    const { ready, refused = (input) => input } = everyCommand[name]
    const acts = async (operator: string) => {
      const given = { name: operator, reason: 'ticket 4711' }
      for (const input of [(await ready()).input, refused((await ready()).input)]) await runCommand(name, input, given)
      // Not by their IDs, because the embedded database knows no order of two acts in one millisecond.
      const rows = await query((db) =>
        db.select().from(operatorActs).where(eq(operatorActs.operator, operator)).orderBy(operatorActs.refused),
      )
      return rows.map(({ via, act, reason, refused, facts }) => ({
        via,
        act,
        reason,
        refused,
        facts: Object.keys(facts),
      }))
    }
    const [here, there] = [`here ${crypto.randomUUID()}`, `there ${crypto.randomUUID()}`]
    const ranHere = await acts(here)
    const end = listenToOperators()
    try {
      expect(await acts(there)).toEqual(ranHere)
    } finally {
      end?.()
    }
  })
