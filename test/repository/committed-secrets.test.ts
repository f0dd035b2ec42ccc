import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'

const kinds: Record<string, RegExp> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a Resend API key': /\bre_[A-Za-z0-9]{8,}_[A-Za-z0-9]{16,}/,
  'a GitHub or npm token': /\b(gh[pousr]|npm)_[A-Za-z0-9]{36}/,
  'an AWS access key': /\bAKIA[0-9A-Z]{16}\b/,
  'a setting that Next sends to the browser': /NEXT_PUBLIC_[A-Z]/,
}
const notOurs = /^(node_modules|\.next|\.git|\.data|test-results|playwright-report)$/
const settings = ['AUTH_SECRET', 'DATABASE_URL', 'RESEND_API_KEY', 'SMTP_URL', 'METRICS_TOKEN']

test('no file in the repository contains a secret or a setting that Next would send to the browser [G6]', () => {
  const planted = [
    `-----BEGIN ${'PRIVATE'} KEY-----`,
    `re_${'a1b2c3d4'}_${'x'.repeat(20)}`,
    `NEXT_${'PUBLIC'}_SECRET=1`,
  ]
  expect(planted.map((text) => secretsIn(text).length)).toEqual([1, 1, 1])
  const found = filesUnder('.').flatMap((file) => secretsIn(read(file)).map((kind) => `${kind} in ${file}`))
  expect(found).toEqual([])
})

test('secret settings are empty in .env.local.example [G6]', () => {
  const example = read('.env.local.example')
  const filled = settings.filter((name) => new RegExp(`^${name}=.*\\S`, 'm').test(example))
  expect(filled).toEqual([])
})

test('the files for the browser include no source map and name no secret setting [G6]', () => {
  test.skip(!existsSync('.next/BUILD_ID'), 'There is no build.')
  const files = filesUnder('.next/static')
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(3)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  const telling = new RegExp(`sourceMappingURL|${settings.join('|')}`)
  expect(files.filter((file) => telling.test(read(file)))).toEqual([])
})

function secretsIn(text: string): string[] {
  return Object.keys(kinds).filter((kind) => kinds[kind]!.test(text))
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) return notOurs.test(entry.name) ? [] : filesUnder(place)
    return entry.isFile() && !/^\.env(\..*)?\.local$/.test(entry.name) ? [place] : []
  })
}

function read(file: string): string {
  return readFileSync(file, 'latin1')
}
