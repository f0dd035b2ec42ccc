import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { parseConfig } from './config'

const secret = 'q3Zr9-secret-of-the-tests-0123456789-_xYvW'

test('development needs no setting, and stores its secret where no other user can read it [E4]', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'rekey-config-'))
  const DATA_DIR = path.join(parent, 'data')
  mkdirSync(DATA_DIR)
  chmodSync(DATA_DIR, 0o755)
  const settings = parseConfig({ DATA_DIR })
  expect(settings).toMatchObject({
    production: false,
    DATABASE_URL: `pglite:${DATA_DIR}/db`,
    APP_URL: 'http://localhost:3000',
    MAIL_FROM: 'Rekey <no-reply@localhost>',
    mailTransport: 'mailbox',
  })
  expect(Buffer.from(settings.AUTH_SECRET[0]!, 'base64url')).toHaveLength(32)
  expect(parseConfig({ DATA_DIR }).AUTH_SECRET).toEqual(settings.AUTH_SECRET)
  expect(statSync(DATA_DIR).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
  rmSync(parent, { recursive: true })
})

test('a given secret is used, and none is created [E4]', () => {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'rekey-config-'))
  expect(parseConfig({ DATA_DIR, AUTH_SECRET: secret, PORT: '4000' })).toMatchObject({
    AUTH_SECRET: [secret],
    APP_URL: 'http://localhost:4000',
  })
  expect(readdirSync(DATA_DIR)).toEqual([])
  rmSync(DATA_DIR, { recursive: true })
})

test('development answers other devices of a private network without TLS, and nobody else', () => {
  const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'rekey-config-'))
  for (const host of ['192.168.1.5:3000', '10.0.0.7', '172.20.1.1:80', '[fd12::5]:3000', 'desk.local:3000', 'desk']) {
    const APP_URL = new URL(`http://${host}`).origin
    expect(parseConfig({ DATA_DIR, APP_URL: `http://${host}` })).toMatchObject({ APP_URL })
  }
  for (const host of ['172.32.1.1', '8.8.8.8', '[2001:db8::1]', 'example.com', 'desk.local.example.com']) {
    expect(() => parseConfig({ DATA_DIR, APP_URL: `http://${host}` })).toThrow('APP_URL must be https')
  }
  rmSync(DATA_DIR, { recursive: true })
})
