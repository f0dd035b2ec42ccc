import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { importsOf, readTree, type Tree } from './source-tree'

test('no files of the product import each other in a circle, not even for a type', () => {
  const product = Object.entries(readTree()).filter(([file]) => /^(app|cli|db|emails|lib|server)\//.test(file))
  expect(product.length).toBeGreaterThan(300)
  expect(circles(Object.fromEntries(product))).toEqual([])
})

test('a planted circle is found through types, re-exports and dynamic imports, and a chain is not a circle', () => {
  const chain: Tree = {
    'db/users.ts': `import type { LinkPurpose } from './links'`,
    'db/links.ts': `export { isOpen } from '@/db/rows'`,
    'db/rows.ts': `import { sql } from 'drizzle-orm'`,
  }
  expect(circles(chain)).toEqual([])
  expect(circles({ ...chain, 'db/rows.ts': `const { users } = await import('./users')` })).toEqual([
    'db/users.ts → db/links.ts → db/rows.ts → db/users.ts',
  ])
  expect(circles({ 'db/users.ts': `export * from './users'` })).toEqual(['db/users.ts → db/users.ts'])
})

/** Each circle once, as the shortest path from its first file back to it. */
function circles(tree: Tree): string[] {
  const found: string[][] = []
  for (const file of Object.keys(tree)) {
    if (found.some((circle) => circle.includes(file))) continue
    const circle = wayBack(file, tree)
    if (circle) found.push(circle)
  }
  return found.map((circle) => circle.join(' → '))
}

function wayBack(start: string, tree: Tree): string[] | undefined {
  const ways = [[start]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const next of neighbors(way.at(-1) ?? start, tree)) {
      if (next === start) return [...way, start]
      if (!seen.has(next)) ways.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}

function neighbors(file: string, tree: Tree): string[] {
  const targets = importsOf(file, tree[file] ?? '').map((target) => target.slice(1))
  return targets.flatMap((target) => {
    const found = ['', '.ts', '.tsx', '.mjs'].map((ending) => target + ending).find((name) => name in tree)
    return found ? [found] : []
  })
}
