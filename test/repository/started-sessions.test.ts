import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isUnitTest, readTree, type Tree } from './source-tree'

/** The only file that may add rows to `sessions`, and how many of its statements do. */
const allowed = [['db/sessions/start-session.ts', 2]]
const additions = /\.insert\(\s*sessions\s*\)|(insert|merge|copy)\s+(into\s+)?("?sessions\b|\$\{sessions\})/gi

test('sessions are added only where the proof is checked again', () => {
  expect(additionsIn(readTree())).toEqual(allowed)
})

const planted: [file: string, source: string][] = [
  ['db/a.ts', 'await tx.insert(sessions).values(mine)'],
  ['db/a.ts', 'await tx\n  .insert(\n    sessions\n  )'],
  ['lib/a.ts', `await tx.execute(sql'insert into \${sessions} select 1')`],
  ['cli/a.ts', 'await tx`INSERT INTO "sessions" values (1)`'],
  ['db/a.ts', 'await tx`copy sessions from stdin`'],
]

for (const [index, [file, source]] of planted.entries())
  test(`an addition elsewhere is found (${index + 1})`, () => {
    expect(additionsIn({ [file]: source })).toEqual([[file, 1]])
  })

function additionsIn(tree: Tree): [string, number][] {
  return Object.entries(tree)
    .filter(([file]) => !isUnitTest(file) && !/^(e2e|bench|test)\//.test(file))
    .map(([file, source]): [string, number] => [file, [...source.matchAll(additions)].length])
    .filter(([, count]) => count > 0)
    .sort()
}
