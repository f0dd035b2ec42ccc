import nextEnv from '@next/env'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { faultsOfFiles } from './environment-files'

const names = ['APP_NAME', 'APP_URL', 'AUTH_SECRET', 'MAIL_FROM', 'SMTP_URL']

/** Reads it as the server does, with the library itself, which changes the environment of this process for a moment. */
function faultsIn(contents: string, before: Record<string, string> = {}): string[] {
  const kept = { ...process.env }
  try {
    for (const name of names) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, before, { _: '/usr/bin/node' })
    nextEnv.updateInitialEnv(Object.fromEntries(names.map((name) => [name, before[name]])))
    const files = [{ path: '.env.local', contents, env: {} }]
    nextEnv.processEnv(files, '.', console, true)
    return faultsOfFiles(files, { names, before: { _: '/usr/bin/node', ...before }, read: process.env })
  } finally {
    for (const name of [...names, ...Object.keys(before)]) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, kept)
  }
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: settings files write variables this way.
const fine = [
  '',
  '# APP_URL=pa$word',
  'SMTP_URL=',
  'SMTP_URL=smtp://user:password@mail.example.com',
  'SMTP_URL=smtp://user:pa\\$word7@mail.example.com',
  '  export SMTP_URL = "smtp://user:pa#ss@mail.example.com"  # of ours',
  "SMTP_URL='smtp://user:password@mail.example.com'\r\nAPP_NAME=Rekey\r\n",
  '\uFEFFAPP_NAME=Our Rekey # of ours',
  'APP_NAME=#',
  'MAIL_FROM="Rekey" <no-reply@example.com>',
  "APP_NAME=People's accounts",
  'APP_NAME=Costs 5 $',
  'AUTH_SECRET=abc==\nAUTH_SECRET=abc==',
  'AUTH_SECRET=\nAUTH_SECRET=abc',
  'MAIL_PASSWORD=secret\nSMTP_URL=smtp://user:${MAIL_PASSWORD}@mail.example.com',
  'MAIL_PASSWORD=secret\nSMTP_URL=smtp://user:$MAIL_PASSWORD@mail.example.com',
  'APP_URL=http://localhost:${NOT_SET_ANYWHERE:-3000}',
  'KEY="-----BEGIN\nAPP_URL=http://other\nAPP_NAME\n-----END" # of ours\nAPP_URL=http://localhost:3000',
]
for (const contents of fine)
  test(`${JSON.stringify(contents)} is read as written`, () => expect(faultsIn(contents)).toEqual([]))

const misread: [contents: string, fault: RegExp][] = [
  [
    'SMTP_URL=smtp://user:pa$word7@mail.example.com',
    /^SMTP_URL is not read as written in \.env\.local: write each \$ .* as \\\$, or \$\{NAME\} for a variable that is set$/,
  ],
  ["SMTP_URL='smtp://user:pa$word7@mail.example.com'", /write each \$/],
  ['SMTP_URL="smtp://user:pa$word7@mail.example.com"', /write each \$/],
  ['SMTP_URL=smtp://user:pa${word7}@mail.example.com', /write each \$/],
  ['SMTP_URL=smtp://user:pa$$word@mail.example.com', /write each \$/],
  ['SMTP_URL=smtp://user:pa$_@mail.example.com', /write each \$/],
  ['AUTH_SECRET=abc$1def', /^AUTH_SECRET /],
  ['SMTP_URL=smtp://user:pa#ss@mail.example.com', /^SMTP_URL .* in quotes, because # begins a comment$/],
  ['APP_NAME="Rekey', /^APP_NAME in \.env\.local begins with a quote/],
  ['APP_NAME="Rekey\nAPP_URL=https://a.example"', /^APP_NAME in .* quote/],
  ['APP_NAME="Re\\nkey"', /^APP_NAME is not read/],
  ['APP_URL https://accounts.example.com', /^APP_URL is not read .* NAME=value/],
  ['APP_URL:https://accounts.example.com', /^APP_URL is not read/],
  ['set APP_URL=https://accounts.example.com', /^APP_URL is not read/],
  ['$env:APP_URL="https://accounts.example.com"', /^APP_URL is not read/],
  ['AUTH_SECRET=abc\nAUTH_SECRET=def', /^AUTH_SECRET occurs several times/],
  ['AUTH_SECRET=abc\nAUTH_SECRET=', /^AUTH_SECRET occurs several times/],
  ['A\0P\0P\0_\0', /^\.env\.local is not UTF-8/],
  ['APP_NAME=Rek\uFFFDy', /^\.env\.local is not UTF-8/],
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.
for (const [contents, fault] of misread)
  test(`${JSON.stringify(contents)} is misread, and reported without its value`, () => {
    const told = faultsIn(contents)
    expect(told.length).toBeGreaterThan(0)
    expect(told[0]).toMatch(fault)
    expect(told.join()).not.toMatch(/pa#ss|word7|abc|def/)
  })

test('a variable from the environment is expanded, as documented by Next', () => {
  expect(faultsIn('SMTP_URL=smtp://user:$RELAY_PASSWORD@mail.example.com', { RELAY_PASSWORD: 'sesame' })).toEqual([])
  expect(faultsIn('SMTP_URL=smtp://user:pa$word@mail.example.com', { RELAY_PASSWORD: 'sesame' })).toHaveLength(1)
})

test('the environment takes precedence over a file', () => {
  expect(faultsIn('SMTP_URL=smtp://user:pa$word7@h', { SMTP_URL: 'smtp://user:other@h' })).toEqual([])
})
