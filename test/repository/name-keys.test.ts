import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isUnitTest, readTree, type Tree } from './source-tree'

/** Statements that write names, or values made elsewhere, without making the keys themselves, and who has made them. */
const allowed: Record<string, string> = {
  'db/accounts/password-resets.ts': 'Nobody: it writes no name.',
  'db/accounts/email/restore-email.ts': 'personAsLeftBy, with the name.',
  'db/operator/imported-users.ts': 'asValues, for each row.',
}
const additions = /(\.insert\(\s*users\s*\)|\b(insert\s+into|copy)\s+("?users\b|\$\{users\}))[\s\S]{0,400}/gi
const changes = /(\.update\(\s*users\s*\)|\bupdate\s+(only\s+)?("?users\b|\$\{users\})\s+set\b)[\s\S]{0,400}/gi
/** A name, or values that are written elsewhere and may have one. */
const mayWriteName = /\bfirstName\b|\blastName\b|\b(first|last)_name\b|\.\.\.|\.set\(\s*\w+\s*\)/
const makesKeys = /\bnameKeys\(|\bname_key\b|\bnameKey\b|\bpersonAsLeftBy\(/

test('a name is never written to an account without the keys by which operators find it', () => {
  const without = writersWithout(readTree())
  expect(without).toEqual(
    Object.keys(allowed)
      .map((file) => [file, 1])
      .sort(),
  )
})

const planted: [file: string, source: string][] = [
  ['db/a.ts', 'await tx.insert(users).values(fields).returning()'],
  ['db/a.ts', "await tx\n  .update(\n    users\n  )\n  .set({ firstName: 'Ada' })"],
  ['db/a.ts', 'await tx.update(users).set({ ...person, updatedAt: now }).where(mine)'],
  ['lib/a.ts', 'await tx.update(users).set(changes).where(mine)'],
  ['db/a.ts', `await tx.execute(sql'insert into \${users} select 1')`],
  ['cli/a.ts', "await tx`update users set last_name = 'x'`"],
  ['db/a.ts', 'const COPY = `copy users (id, first_name) from stdin`'],
]

for (const [index, [file, source]] of planted.entries())
  test(`a writer that forgets them is found (${index + 1})`, () => {
    expect(writersWithout({ [file]: source })).toEqual([[file, 1]])
  })

test('a writer that makes them, and one that writes no name, are left alone', () => {
  const made = 'await tx.insert(users).values({ ...fields, ...nameKeys(fields) })'
  const other = 'await tx.update(users).set({ disabledAt: null }).where(mine)'
  expect(writersWithout({ 'db/a.ts': `${made}\n${other}` })).toEqual([])
})

function writersWithout(tree: Tree): [string, number][] {
  return Object.entries(tree)
    .filter(([file]) => !isUnitTest(file) && !/^(e2e|bench|test)\//.test(file))
    .map(([file, source]): [string, number] => [file, statementsIn(source).filter(writesNameAlone).length])
    .filter(([, count]) => count > 0)
    .sort()
}

function statementsIn(source: string): { adds: boolean; text: string }[] {
  const found = (form: RegExp, adds: boolean) =>
    [...source.matchAll(form)].map(([text]) => ({ adds, text: upToEnd(text) }))
  return [...found(additions, true), ...found(changes, false)]
}

/** The values of a statement come before its condition and its answer. */
const upToEnd = (text: string) => text.replace(/(\.where\(|\.returning\(|\n\n)[\s\S]*/, '')

const writesNameAlone = ({ adds, text }: { adds: boolean; text: string }) =>
  (adds || mayWriteName.test(text)) && !makesKeys.test(text)
