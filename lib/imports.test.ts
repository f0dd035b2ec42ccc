import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'playwright/test'

/** What each layer must not import: packages by name, our own code by path. */
const forbidden: Record<string, RegExp> = {
  server:
    /^(react|react-dom|drizzle-orm|postgres|@electric-sql\/pglite|jose|bcrypt|bcryptjs|@node-rs\/argon2|resend|nodemailer|next\/.*|\/app(?!\/_http\/)|\/cli(?!\/bundle\.mjs$)|\/db|\/emails)(\/|$)/,
  app: /^(drizzle-orm|postgres|@electric-sql\/pglite|jose|bcrypt|bcryptjs|@node-rs\/argon2|resend|nodemailer|\/db|\/cli|\/server)(\/|$)/,
  cli: /^(next|react|react-dom|drizzle-orm|postgres|@electric-sql\/pglite|jose|bcrypt|bcryptjs|@node-rs\/argon2|resend|nodemailer|\/app|\/db|\/emails|\/server)(\/|$)/,
  lib: /^(next|react|react-dom|drizzle-orm|postgres|@electric-sql\/pglite|resend|nodemailer|\/app|\/cli|\/server)(\/|$)/,
  db: /^(next|react|react-dom|\/app|\/cli|\/emails|\/lib(?!\/(config|per-process|unavailable|rules\/[\w-]+)$)|\/server)(\/|$)/,
  emails:
    /^(next|drizzle-orm|postgres|\/app|\/cli|\/db|\/lib(?!\/(config|per-process|unavailable|rules\/[\w-]+)$)|\/server)(\/|$)/,
}
/** What every layer may import knows nothing of ours but other rules. */
const rule = /^\/?lib\/rules\//
const mayReadEnvironment =
  /^(lib\/config\.ts|cli\/(rekey|bundle)\.mjs|server\/bundle\.mjs|(drizzle|playwright)\.config\.ts|next\.config\.mjs|(e2e|test|bench)\/.*)$/
/** Where a server listens is no setting of the product, and of what kind it is Next has to know before it is loaded. */
const mayReadPlace = /^server\/(main|listen)\.ts$/
const place = /process\.env(\.(PORT|HOSTNAME|NODE_ENV)\b|, \{ NODE_ENV:)/g
/** Each patched the insides of Node or Next once, and broke with a version of theirs. */
const patches: Record<string, RegExp> = {
  'next/dist': /['"]next\/dist/,
  diagnostics_channel: /diagnostics_channel/,
  removeAllListeners: /removeAllListeners/,
  'a prototype': /\{ prototype \}|\.prototype\.\w+ = |\bprototype\.\w+ = /,
  'an assignment to process.exit': /process\.exit = /,
}
/** What runs in the browser too. */
const schema = /^lib\/[^/]+\/schema\.ts$/
/** Where Next says which process this is; a fact of the run, not a setting. */
const nextFacts = /process\.env\.NEXT_(RUNTIME|PHASE)\b/g

type Tree = Record<string, string>

test('the tree keeps to the import rule', () => {
  const tree = Object.fromEntries(sources('.').map((file) => [file, readFileSync(file, 'utf8')]))
  expect(Object.keys(tree)).toContain('lib/config.ts')
  expect(violations(tree)).toEqual([])
})

const planted: [file: string, source: string][] = [
  ['server/pages.ts', `import { users } from '@/db/users'`],
  ['server/pages.ts', `import { fields } from '@/app/login/form'`],
  ['server/pages.ts', `const { default: next } = await import('next')`],
  ['server/main.ts', `import { cookies } from 'next/headers'`],
  ['server/main.ts', `const url = process.env.DATABASE_URL`],
  ['server/pages.ts', `const port = process.env.PORT`],
  ['app/login/page.tsx', `import { refuse } from '@/server/refusal'`],
  ['lib/start.ts', `import { listen } from '../server/listen'`],
  ['app/_http/hints.ts', `import { parse } from 'next/dist/server/parse.js'`],
  ['server/main.ts', `import { subscribe } from 'node:diagnostics_channel'`],
  ['app/_http/keep-pages.ts', `server.removeAllListeners('request')`],
  ['app/_http/complete-response.ts', `const { prototype } = ServerResponse`],
  ['app/_http/complete-response.ts', `ServerResponse.prototype.writeHead = () => {}`],
  ['lib/start.ts', `process.exit = () => {}`],
  ['app/login/page.tsx', `import { users } from '@/db/users'`],
  ['app/login/page.tsx', `import { users } from '../../db/users'`],
  ['app/login/action.ts', `const { eq } = await import('drizzle-orm')`],
  ['app/login/action.ts', `import { SignJWT } from 'jose'`],
  ['app/login/action.ts', `import 'bcrypt'`],
  ['lib/sessions/login.ts', `import { cookies } from 'next/headers'`],
  ['lib/sessions/login.ts', `import type { ReactNode } from 'react'`],
  ['lib/sessions/login.ts', `import { fields } from '@/app/login/form'`],
  ['lib/sessions/login.ts', `import { eq } from 'drizzle-orm/pg-core'`],
  ['lib/sessions/login.ts', `import postgres from 'postgres'`],
  ['lib/mail/dispatch.ts', `import { Resend } from "resend"`],
  ['lib/operator/ask.ts', `import { table } from '@/cli/terminal'`],
  ['cli/users.ts', `import { users } from '@/db/users'`],
  ['cli/users.ts', `import { login } from '../app/login/action'`],
  ['db/users.ts', `import { ok } from '@/lib/result'`],
  ['db/users.ts', `import { ok } from '../lib/result'`],
  ['db/users.ts', `import { transport } from '@/emails/transport'`],
  ['db/users.ts', `import { after } from 'next/server'`],
  ['emails/reset-password.tsx', `import { findUser } from '@/db/users'`],
  ['emails/reset-password.tsx', `import { ok } from '@/lib/result'`],
  ['emails/reset-password.tsx', `import Link from 'next/link'`],
  ['lib/rules/link-minutes.ts', `import { config } from '@/lib/config'`],
  ['lib/rules/link-minutes.ts', `import type { EmailKind } from '@/db/schema'`],
  ['lib/accounts/schema.ts', `import { createHash } from 'node:crypto'`],
  ['lib/accounts/schema.ts', `import { config } from '@/lib/config'`],
  ['lib/accounts/schema.ts', `export * from './register'`],
  ['lib/accounts/index.ts', `export const nothing = 0`],
  ['app/_ui/index.tsx', ''],
  ['lib/accounts/register.ts', `const mode = process.env.REGISTRATION`],
  ['app/page.tsx', `import { env } from 'node:process'`],
  ['instrumentation.ts', `if (process.env.NEXT_RUNTIME === 'nodejs') open(process.env.DATABASE_URL)`],
  ['lib/mail/deliver.ts', `import { smtpSink } from '@/test/emails/fake-servers'`],
  ['lib/accounts/register.ts', `import { aPerson } from '@/e2e/support/person'`],
]
for (const [file, source] of planted) {
  test(`a violation planted in ${file} is found: ${source || 'an empty barrel'}`, () => {
    expect(violations({ [file]: source })).toHaveLength(1)
  })
}

const innocent: [file: string, source: string][] = [
  ['server/main.ts', `const { default: next } = await import('next')\nimport { start } from '@/lib/start'`],
  ['server/listen.ts', `const port = process.env.PORT\nconst host = process.env.HOSTNAME`],
  ['server/pages.ts', `import { linkPage } from '@/app/_http/cookies'\nprocess.exit(1)`],
  ['app/login/action.ts', `import { redirect } from 'next/navigation'\nimport { login } from '@/lib/sessions/login'`],
  ['lib/sessions/login.ts', `import { findUser } from '@/db/users'\nimport { z } from 'zod'`],
  ['lib/mail/dispatch.ts', `import { render } from 'react-email'`],
  ['db/users.ts', `import { config } from '@/lib/config'\nimport { Unavailable } from '@/lib/unavailable'`],
  ['db/links.ts', `import { linkMinutes } from '@/lib/rules/link-minutes'`],
  ['emails/notice.tsx', `import { lifetime } from '@/lib/rules/lifetime'`],
  ['lib/rules/lifetime.ts', `import { linkMinutes } from './link-minutes'`],
  ['db/client.ts', `return (await import('./postgres')).openPostgres(url)`],
  ['emails/transport.ts', `import { Resend } from 'resend'\nimport { config } from '@/lib/config'`],
  ['lib/sessions/schema.ts', `import * as z from 'zod/mini'`],
  ['lib/config.ts', `parseConfig(process.env)`],
  ['lib/config.test.ts', `process.env.APP_URL = ''\nimport { eq } from 'drizzle-orm'`],
  ['instrumentation.ts', `if (process.env.NEXT_RUNTIME === 'nodejs') start()`],
]
for (const [file, source] of innocent) {
  test(`what ${file} may do is no violation: ${source.replaceAll('\n', ' ')}`, () => {
    expect(violations({ [file]: source })).toEqual([])
  })
}

test('a schema may import what imports nothing but zod, however far', () => {
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

test('no files of the product import each other in a circle, not even for a type', () => {
  const ours = sources('.').filter((file) => /^(app|cli|db|emails|lib|server)\//.test(file))
  expect(circles(Object.fromEntries(ours.map((file) => [file, readFileSync(file, 'utf8')])))).toEqual([])
})

test('a planted circle is found, through types, re-exports and dynamic imports, and a chain is none', () => {
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

function violations(tree: Tree): string[] {
  return Object.entries(tree).flatMap(([file, source]) => {
    const { name } = path.parse(file)
    const found = name === 'index' ? ['is a barrel'] : []
    // Tests never ship: they may look behind any door.
    if (!/\.test$/.test(name)) {
      const outside = schema.test(file) ? beyondZod(file, tree).map((target) => `reaches ${target}`) : []
      const wrong = importsOf(file, source).filter((target) => isForbidden(file, target))
      found.push(...(outside.length > 0 ? outside : wrong.map((target) => `imports ${target}`)))
      if (readsEnvironment(file, source) && !mayReadEnvironment.test(file)) found.push('reads the environment')
      const patched = /^(server|app|lib)\//.test(file)
        ? Object.keys(patches).filter((name) => patches[name]!.test(source))
        : []
      found.push(...patched.map((name) => `touches ${name}`))
    }
    return found.map((fault) => `${file} ${fault}`)
  })
}

/** Packages by name, our own code as /path from the root. */
function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/\b(?:from|import)\b\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => {
    if (name.startsWith('@/')) return name.slice(1)
    return name.startsWith('.') ? `/${path.posix.join(path.dirname(file), name)}` : name
  })
}

function isForbidden(file: string, target: string): boolean {
  if (rule.test(file) && target.startsWith('/')) return !rule.test(target)
  const [layer = ''] = file.split('/')
  if (forbidden[layer]?.test(target)) return true
  if (layer === 'server' && target === 'next') return file !== 'server/main.ts'
  return layer in forbidden && /^(\/e2e|\/test|\/bench|playwright)(\/|$)/.test(target)
}

/** What a file reaches, itself or through others, that is neither zod nor code that stays with zod. */
function beyondZod(file: string, tree: Tree, seen = new Set<string>()): string[] {
  seen.add(file)
  return importsOf(file, tree[file] ?? '').flatMap((target) => {
    const next = `${target.slice(1)}.ts`
    if (/^zod(\/mini)?$/.test(target) || seen.has(next)) return []
    return target.startsWith('/lib/') && next in tree ? beyondZod(next, tree, seen) : [target]
  })
}

/** Each circle once, by the shortest way from its first file back to it. */
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

function readsEnvironment(file: string, source: string): boolean {
  const ours = source.replace(/^\s*(\/\/|\/?\*).*$/gm, '').replace(nextFacts, '')
  const code = mayReadPlace.test(file) ? ours.replace(place, '') : ours
  return /\bprocess\.env\b|from ['"](node:)?process['"]/.test(code)
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      ({ name }) => name !== 'node_modules' && !name.startsWith('.') && name !== 'next-env.d.ts' && name !== 'dist',
    )
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name)
      if (entry.isDirectory()) return sources(file)
      return /\.(ts|tsx|mjs|js)$/.test(entry.name) ? [file] : []
    })
}
