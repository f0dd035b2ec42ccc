import path from 'node:path'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { importsOf, isUnitTest, readTree, type Tree } from '@/test/repository/source-tree'

/** What each layer must not import: packages by name, our own code by path. */
const forbidden: Record<string, RegExp> = {
  server:
    /^(react|react-dom|drizzle-orm|postgres|@electric-sql\/pglite|jose|bcrypt|bcryptjs|@node-rs\/argon2|resend|nodemailer|next\/.*|\/app(?!\/_http\/)|\/cli(?!\/bundle\.mjs$)|\/db|\/emails)(\/|$)/,
  app: /^(drizzle-orm|postgres|@electric-sql\/pglite|jose|bcrypt|bcryptjs|@node-rs\/argon2|resend|nodemailer|\/db|\/cli|\/server)(\/|$)/,
  cli: /^(next|react|react-dom|drizzle-orm|postgres|@electric-sql\/pglite|jose|bcrypt|bcryptjs|@node-rs\/argon2|resend|nodemailer|\/app|\/db|\/emails|\/server)(\/|$)/,
  lib: /^(next|react|react-dom|drizzle-orm|postgres|@electric-sql\/pglite|resend|nodemailer|\/app|\/cli|\/server)(\/|$)/,
  db: /^(next|react|react-dom|\/app|\/cli|\/emails|\/lib(?!\/(config|per-process|unavailable|rules\/[\w/-]+)$)|\/server)(\/|$)/,
  emails:
    /^(next|drizzle-orm|postgres|\/app|\/cli|\/db|\/lib(?!\/(config|per-process|unavailable|rules\/[\w/-]+)$)|\/server)(\/|$)/,
  // Journeys know the running site and nothing inside it.
  e2e: /^\/(app|cli|db|emails|lib|server|test)(\/|$)/,
}
/** Shipped code imports nothing that only tests and benchmarks need. */
const notShipped = /^(\/e2e|\/test|\/bench|playwright)(\/|$)/
/** Code that every layer may import must itself import only other rules. */
const rule = /^\/?lib\/rules\//
/** Code that also runs in the browser. */
const schema = /^lib\/[^/]+\/schema\.ts$/

test('the tree follows the import rule', () => {
  const tree = readTree()
  expect(Object.keys(tree)).toContain('lib/config.ts')
  expect(violations(tree)).toEqual([])
})

const planted: [file: string, source: string][] = [
  ['server/pages.ts', `import { users } from '@/db/users'`],
  ['server/pages.ts', `import { fields } from '@/app/login/form'`],
  ['server/pages.ts', `const { default: next } = await import('next')`],
  ['server/main.ts', `import { cookies } from 'next/headers'`],
  ['app/login/page.tsx', `import { refuse } from '@/server/refusal'`],
  ['lib/process/start.ts', `import { listen } from '../../server/listen'`],
  ['app/login/page.tsx', `import { users } from '@/db/users'`],
  ['app/login/page.tsx', `import { users } from '../../db/users'`],
  ['app/login/action.ts', `const { eq } = await import('drizzle-orm')`],
  ['app/login/action.ts', `import { SignJWT } from 'jose'`],
  ['app/login/action.ts', `import 'bcrypt'`],
  ['lib/sessions/login/login.ts', `import { cookies } from 'next/headers'`],
  ['lib/sessions/login/login.ts', `import type { ReactNode } from 'react'`],
  ['lib/sessions/login/login.ts', `import { fields } from '@/app/login/form'`],
  ['lib/sessions/login/login.ts', `import { eq } from 'drizzle-orm/pg-core'`],
  ['lib/sessions/login/login.ts', `import postgres from 'postgres'`],
  ['lib/outbox/dispatcher.ts', `import { Resend } from "resend"`],
  ['lib/operator/run-command.ts', `import { table } from '@/cli/terminal'`],
  ['cli/users/users.ts', `import { users } from '@/db/users'`],
  ['cli/users/users.ts', `import { login } from '../../app/login/action'`],
  ['db/users.ts', `import { ok } from '@/lib/result'`],
  ['db/users.ts', `import { ok } from '../lib/result'`],
  ['db/users.ts', `import { transport } from '@/emails/transport/transport'`],
  ['db/users.ts', `import { after } from 'next/server'`],
  ['emails/templates/reset-password.tsx', `import { findUser } from '@/db/users'`],
  ['emails/templates/reset-password.tsx', `import { ok } from '@/lib/result'`],
  ['emails/templates/reset-password.tsx', `import Link from 'next/link'`],
  ['lib/rules/link-minutes.ts', `import { config } from '@/lib/config'`],
  ['lib/rules/link-minutes.ts', `import type { EmailKind } from '@/db/schema'`],
  ['lib/accounts/schema.ts', `import { createHash } from 'node:crypto'`],
  ['lib/accounts/schema.ts', `import { config } from '@/lib/config'`],
  ['lib/accounts/schema.ts', `export * from './register'`],
  ['lib/accounts/index.ts', `export const nothing = 0`],
  ['app/_ui/index.tsx', ''],
  ['lib/outbox/deliver-email.ts', `import { smtpSink } from '@/test/emails/fake-servers'`],
  ['lib/accounts/register.ts', `import { aPerson } from '@/e2e/support/steps/person'`],
  ['e2e/login/login.spec.ts', `import { failures } from '@/lib/result'`],
  ['e2e/chaos/kill.chaos.ts', `import { openPglite } from '../../db/connection/pglite/pglite'`],
  ['e2e/support/test.ts', `import type { OpenApi } from '@/app/_openapi/document'`],
  ['e2e/support/steps/person.ts', `const { someone } = await import('@/test/accounts/someone')`],
]
for (const [file, source] of planted) {
  test(`a violation planted in ${file} is found: ${source || 'an empty barrel'}`, () => {
    expect(violations({ [file]: source })).toHaveLength(1)
  })
}

const innocent: [file: string, source: string][] = [
  ['server/main.ts', `const { default: next } = await import('next')\nimport { start } from '@/lib/process/start'`],
  ['server/pages.ts', `import { linkPage } from '@/app/_http/cookies/cookie-names'`],
  [
    'app/login/action.ts',
    `import { redirect } from 'next/navigation'\nimport { login } from '@/lib/sessions/login/login'`,
  ],
  ['lib/sessions/login/login.ts', `import { findUser } from '@/db/users'\nimport { z } from 'zod'`],
  ['lib/outbox/deliver-email.ts', `import type { FieldErrors } from 'react-hook-form'`],
  ['db/users.ts', `import { config } from '@/lib/config'\nimport { Unavailable } from '@/lib/unavailable'`],
  ['db/links.ts', `import { linkMinutes } from '@/lib/rules/link-minutes'`],
  ['emails/parts/notice.tsx', `import { lifetime } from '@/lib/rules/lifetime'`],
  ['lib/rules/lifetime.ts', `import { linkMinutes } from './link-minutes'`],
  ['db/connection/client.ts', `return (await import('./postgres')).openPostgres(url)`],
  ['emails/transport/resend.ts', `import { Resend } from 'resend'\nimport { config } from '@/lib/config'`],
  ['lib/sessions/schema.ts', `import * as z from 'zod/mini'`],
  ['lib/config.test.ts', `import { eq } from 'drizzle-orm'`],
  ['e2e/login/login.spec.ts', `import { PGlite } from '@electric-sql/pglite'\nimport { test } from '../support/test'`],
]
for (const [file, source] of innocent) {
  test(`an allowed import in ${file} is not a violation: ${source.replaceAll('\n', ' ')}`, () => {
    expect(violations({ [file]: source })).toEqual([])
  })
}

test('a schema may import files that, directly and indirectly, import only zod', () => {
  const tree: Tree = {
    'lib/sessions/schema.ts': `import { email } from '@/lib/accounts/email'`,
    'lib/accounts/email.ts': `import { text } from './text'`,
    'lib/accounts/text.ts': `import * as z from 'zod/mini'`,
  }
  expect(violations(tree)).toEqual([])
  expect(violations({ ...tree, 'lib/accounts/text.ts': `import { hash } from 'node:crypto'` })).toEqual([
    'lib/sessions/schema.ts reaches node:crypto',
  ])
})

function violations(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([file, source]) => {
    const found = path.parse(file).name === 'index' ? ['is a barrel'] : []
    if (!isUnitTest(file)) found.push(...importFaults(file, source, tree))
    return found.map((fault) => `${file} ${fault}`)
  })
}

function importFaults(file: string, source: string, tree: Tree): string[] {
  const outside = schema.test(file) ? beyondZod(file, tree) : []
  if (outside.length > 0) return outside.map((target) => `reaches ${target}`)
  const wrong = importsOf(file, source).filter((target) => isForbidden(file, target))
  return wrong.map((target) => `imports ${target}`)
}

function isForbidden(file: string, target: string): boolean {
  if (rule.test(file) && target.startsWith('/')) return !rule.test(target)
  const [layer = ''] = file.split('/')
  if (forbidden[layer]?.test(target)) return true
  if (layer === 'server' && target === 'next') return file !== 'server/main.ts'
  return layer in forbidden && layer !== 'e2e' && notShipped.test(target)
}

/** What a file imports, directly or through others, that is neither zod nor code that imports only zod. */
function beyondZod(file: string, tree: Tree, seen = new Set<string>()): string[] {
  seen.add(file)
  return importsOf(file, tree[file] ?? '').flatMap((target) => {
    const next = `${target.slice(1)}.ts`
    if (/^zod(\/mini)?$/.test(target) || seen.has(next)) return []
    return target.startsWith('/lib/') && next in tree ? beyondZod(next, tree, seen) : [target]
  })
}
