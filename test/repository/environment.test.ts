import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isUnitTest, readTree, type Tree } from './source-tree'

const mayReadEnvironment =
  /^(lib\/config\.ts|cli\/(rekey|bundle|read-files)\.mjs|server\/bundle\.mjs|(drizzle|playwright)\.config\.ts|next\.config\.mjs|(e2e|test|bench|examples)\/.*)$/
/** Where a server listens is not a setting of the product, and Next has to know NODE_ENV before it is loaded. */
const mayReadPlace = /^server\/(main|listen)\.ts$/
const place = /process\.env(\.(PORT|HOSTNAME|NODE_ENV)\b|, \{ NODE_ENV:)/g
/** The variables that every PostgreSQL client uses if the URL does not say. */
const mayReadPostgres = /^db\/connection\/postgres\/driver-options\.ts$/
const postgres = /process\.env\.PG[A-Z]+\b/g
/** Variables in which Next says which process this is; they are facts and not settings. */
const nextFacts = /process\.env\.NEXT_(RUNTIME|PHASE)\b/g

test('only the configuration reads the environment', () => {
  expect(readers(readTree())).toEqual([])
})

const planted: [file: string, source: string][] = [
  ['server/main.ts', `const url = process.env.DATABASE_URL`],
  ['server/kept-pages/kept-pages.ts', `const port = process.env.PORT`],
  ['db/connection/postgres/driver-options.ts', `const url = process.env.DATABASE_URL`],
  ['db/connection/postgres/postgres.ts', `const host = process.env.PGHOST`],
  ['lib/accounts/register.ts', `const mode = process.env.REGISTRATION`],
  ['app/page.tsx', `import { env } from 'node:process'`],
  ['instrumentation.ts', `if (process.env.NEXT_RUNTIME === 'nodejs') open(process.env.DATABASE_URL)`],
]
for (const [file, source] of planted) {
  test(`a reading planted in ${file} is found: ${source}`, () => {
    expect(readers({ [file]: source })).toEqual([file])
  })
}

const innocent: [file: string, source: string][] = [
  ['server/listen.ts', `const port = process.env.PORT\nconst host = process.env.HOSTNAME`],
  ['lib/config.ts', `parseConfig(process.env)`],
  ['lib/config.test.ts', `process.env.APP_URL = ''`],
  ['instrumentation.ts', `if (process.env.NEXT_RUNTIME === 'nodejs') start()`],
]
for (const [file, source] of innocent) {
  test(`what ${file} may read is not a violation: ${source.replaceAll('\n', ' ')}`, () => {
    expect(readers({ [file]: source })).toEqual([])
  })
}

function readers(tree: Tree): string[] {
  return Object.keys(tree).filter(
    (file) => !isUnitTest(file) && !mayReadEnvironment.test(file) && readsEnvironment(file, tree[file]!),
  )
}

function readsEnvironment(file: string, source: string): boolean {
  const ours = source.replace(/^\s*(\/\/|\/?\*).*$/gm, '').replace(nextFacts, '')
  const placed = mayReadPlace.test(file) ? ours.replace(place, '') : ours
  const code = mayReadPostgres.test(file) ? placed.replace(postgres, '') : placed
  return /\bprocess\.env\b|from ['"](node:)?process['"]/.test(code)
}
