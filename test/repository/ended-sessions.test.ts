import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isUnitTest, readTree, type Tree } from './source-tree'

/** Where rows of `sessions` or `users` may be removed, and why no app is left with a login there. */
const allowed: Record<string, string> = {
  'db/sessions/end-sessions.ts': 'It tells the apps.',
  'db/accounts/account-deletion.ts': 'The sessions of these accounts have ended in the same transaction.',
  'db/accounts/register-user.ts': 'The account was inserted in the same transaction, so it has no session.',
}
const removals =
  /\.delete\(\s*(sessions|users)\s*\)|delete\s+from\s+(only\s+)?("?(sessions|users)\b|\$\{(sessions|users)\})/gi
const removesAnyTable = /\bremove(Some|Aged)\(/
const takesTheTables = /import \{[^}]*\b(sessions|users)\b[^}]*\} from '(@\/db|\.\.?)\/schema'/

test('sessions and accounts are removed only where the apps are told [P11]', () => {
  const removing = removalsIn(readTree())
  expect(removing).toEqual(
    Object.keys(allowed)
      .map((file) => [file, 1])
      .sort(),
  )
})

const planted: [file: string, source: string][] = [
  ['db/a.ts', 'await tx.delete(sessions).where(mine)'],
  ['db/a.ts', 'await tx\n  .delete(\n    users\n  )'],
  ['db/a.ts', `await tx.execute(sql'delete from \${sessions} where true')`],
  ['lib/a.ts', 'await tx`DELETE FROM "users"`'],
  ['lib/a.ts', 'await tx`delete from only sessions`'],
  ['db/a.ts', `import { events, sessions } from './schema'\n[events, sessions].map((table) => removeSome(tx, table))`],
  ['db/a/b.ts', `import { users } from '@/db/schema'\nremoveAged(tx, { table: users })`],
]

for (const [index, [file, source]] of planted.entries())
  test(`a removal elsewhere is found [P11] (${index + 1})`, () => {
    expect(removalsIn({ [file]: source })).toEqual([[file, 1]])
  })

function removalsIn(tree: Tree): [string, number][] {
  return Object.entries(tree)
    .filter(([file]) => !isUnitTest(file) && !/^(e2e|bench|test)\//.test(file))
    .map(([file, source]): [string, number] => [file, countIn(source)])
    .filter(([, count]) => count > 0)
    .sort()
}

function countIn(source: string): number {
  const indirect = removesAnyTable.test(source) && takesTheTables.test(source)
  return [...source.matchAll(removals)].length + Number(indirect)
}
