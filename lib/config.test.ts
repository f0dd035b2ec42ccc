import { randomBytes } from 'node:crypto'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { noBrand } from './brand/brand'
import { ConfigError, parseConfig } from './config'

type Environment = Record<string, string | undefined>
const secret = 'q3Zr9-secret-of-the-tests-0123456789-_xYvW'
const production: Environment = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://rekey@localhost/rekey',
  APP_URL: 'https://accounts.example.com',
  AUTH_SECRET: secret,
  SMTP_URL: 'smtps://you%40gmail.com:app-password@smtp.gmail.com:465',
  MAIL_FROM: 'Rekey <no-reply@example.com>',
}

test('a complete production environment is read with its defaults', () => {
  expect(parseConfig(production)).toEqual({
    ...production,
    AUTH_SECRET: [secret],
    DATABASE_POOL_SIZE: 10,
    APP_NAME: 'Rekey',
    REGISTRATION: 'open',
    SECOND_FACTOR: 'optional',
    STAFF_FACTOR: 'required',
    REMEMBER_BROWSER_DAYS: 30,
    PHONE_NUMBER: 'required',
    PROVIDER: false,
    RATE_LIMITS: true,
    DISPATCHER: true,
    TRUST_PROXY: 0,
    DATA_DIR: '.data',
    PASSWORD_HASH: 'bcrypt',
    SHUTDOWN_DELAY: 5,
    TOKEN_AUDIENCES: [],
    CORS_ORIGINS: [],
    LOG_LEVEL: 'info',
    production: true,
    mailTransport: 'smtp',
    brand: noBrand,
  })
})

test('production has no defaults for required settings, and all missing ones are reported at once', () => {
  expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
    'DATABASE_URL is required',
    'APP_URL is required',
    'AUTH_SECRET is required',
    'MAIL_FROM is required',
    'RESEND_API_KEY or SMTP_URL is required',
  ])
})

test('a blank value counts as unset', () => {
  for (const blank of ['', ' ', '\t']) {
    expect(faultsOf({ ...production, APP_URL: blank })).toEqual(['APP_URL is required'])
    expect(parseConfig({ ...production, APP_NAME: blank, TRUST_PROXY: blank })).toMatchObject({
      APP_NAME: 'Rekey',
      TRUST_PROXY: 0,
    })
  }
})

const faults: [name: string, value: string, fault: RegExp][] = [
  ['DATABASE_URL', 'mysql://localhost/rekey', /^must begin with postgres:\/\//],
  ['DATABASE_URL', 'postgres://', /^must begin with postgres:\/\//],
  ['METRICS_TOKEN', 'fifteen-letters', /^must be at least 16 visible characters/],
  ['METRICS_TOKEN', 'sixteen or more, with spaces', /^must be at least 16 visible characters/],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4318', /^must be a URL/],
  ['CRON_SECRET', 'fifteen-letters', /^must be at least 16 visible characters/],
  ['DISPATCHER', 'no', /^must be on or off/],
  ['RESEND_WEBHOOK_SECRET', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', /^must be the signing secret/],
  ['RESEND_WEBHOOK_SECRET', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', /^must be the signing secret/],
  ['RESEND_WEBHOOK_SECRET', 'whsec_', /^must be the signing secret/],
  ['MIGRATE_DATABASE_URL', 'pglite:.data/db', /^must begin with postgres:\/\//],
  ['DATABASE_POOL_SIZE', '0', /./],
  ['DATABASE_POOL_SIZE', '101', /./],
  ['DATABASE_POOL_SIZE', 'many', /^must be a number of connections/],
  ['APP_URL', 'accounts.example.com', /^must be a URL/],
  ['APP_URL', 'http://accounts.example.com', /^must be https/],
  ['APP_URL', 'http://localhost.evil.test', /^must be https/],
  ['APP_URL', 'http://192.168.1.5:3000', /^must be https/],
  ['APP_URL', 'http://desk.local:3000', /^must be https/],
  ['APP_URL', 'ftp://accounts.example.com', /^must be https/],
  ['APP_URL', 'https://accounts.example.com/path', /^must be an origin without a path/],
  ['APP_URL', 'https://accounts.example.com/?a=b', /^must be an origin without a path/],
  ['APP_URL', 'https://user@accounts.example.com', /^must be an origin without a path/],
  ['AUTH_SECRET', 'secret', /^must be at least 32 random bytes/],
  ['AUTH_SECRET', 'x'.repeat(31), /^must be at least 32 random bytes/],
  ['AUTH_SECRET', `${secret},short`, /^must be at least 32 random bytes/],
  ['AUTH_SECRET', `${secret},`, /^must be at least 32 random bytes/],
  ['MAIL_FROM', 'Rekey', /^must be an email address/],
  ['MAIL_FROM', 'Rekey <no-reply@example.com>\r\nBcc: x@evil.test', /^must be an email address/],
  ['SMTP_URL', 'https://smtp.example.com', /^must begin with smtp:/],
  ['SMTP_URL', 'smtps://you@gmail.com:app/password@smtp.gmail.com:465', /^must be a URL\. .*@ as %40/],
  ['RESEND_BASE_URL', 'nowhere', /^must be a URL/],
  ['APP_NAME', 'Re\nkey', /^must not contain control characters/],
  ['APP_NAME', 'x'.repeat(61), /./],
  ['REGISTRATION', 'sometimes', /^must be/],
  ['PHONE_NUMBER', 'no', /^must be required, optional or off/],
  ['PASSKEY_RP_ID', 'https://example.com', /^must be a domain such as example\.com/],
  ['PASSKEY_RP_ID', 'com', /^must be the host of APP_URL or a parent domain of it/],
  ['PASSKEY_RP_ID', 'example.org', /^must be the host of APP_URL or a parent domain of it/],
  ['TRUST_PROXY', 'yes', /^must be a number/],
  ['TRUST_PROXY', '-1', /./],
  ['TRUST_PROXY', '1.5', /./],
  ['RATE_LIMITS', 'sometimes', /^must be on or off/],
  ['PASSWORD_HASH', 'md5', /^must be bcrypt or argon2id/],
  ['SHUTDOWN_DELAY', '60', /./],
  ['CORS_ORIGINS', '*', /^must be a URL/],
  ['CORS_ORIGINS', 'null', /^must be a URL/],
  ['CORS_ORIGINS', 'https://*.example.com', /^must be a full host name/],
  ['CORS_ORIGINS', 'https://app.example.com,http://other.example.com', /^must be https/],
  ['CORS_ORIGINS', 'https://app.example.com/shop', /^must be an origin/],
  ['CORS_ORIGINS', 'https://app.example.com,', /^must be a URL/],
  ['TOKEN_AUDIENCES', 'billing,', /^must be names/],
  ['TOKEN_AUDIENCES', 'the billing', /^must be names/],
  ['LOG_LEVEL', 'loud', /./],
]
for (const [name, value, fault] of faults) {
  test(`${name}=${JSON.stringify(value)} is an error that names the setting${name === 'AUTH_SECRET' ? ' [E4]' : ''}`, () => {
    const told = faultsOf({ ...production, [name]: value })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(new RegExp(`^${name} `))
    expect(told[0]!.slice(name.length + 1)).toMatch(fault)
    // The error goes to the log at startup, so it must not contain a secret.
    if (name === 'AUTH_SECRET') expect(told[0]).not.toContain(value)
  })
}

test('several errors are reported together', () => {
  const told = faultsOf({ ...production, APP_URL: 'http://x.example', AUTH_SECRET: 'secret', TRUST_PROXY: 'yes' })
  expect(told.map((line) => line.split(' ')[0]).sort()).toEqual(['APP_URL', 'AUTH_SECRET', 'TRUST_PROXY'])
})

test('MIGRATE_DATABASE_URL is refused with an embedded database, which has no roles', () => {
  const told = faultsOf({
    ...production,
    DATABASE_URL: 'pglite:.data/db',
    MIGRATE_DATABASE_URL: 'postgres://o@db/rekey',
  })
  expect(told).toEqual(['MIGRATE_DATABASE_URL needs a DATABASE_URL on the same server'])
})

test('PASSKEY_RP_ID fits no site under an IP address, and in development it must fit localhost', () => {
  const unfit = ['PASSKEY_RP_ID must be the host of APP_URL or a parent domain of it']
  const APP_URL = 'https://203.0.113.7'
  for (const PASSKEY_RP_ID of ['203.0.113.7', 'example.com'])
    expect(faultsOf({ ...production, APP_URL, PASSKEY_RP_ID })).toEqual(unfit)
  expect(faultsOf({ AUTH_SECRET: secret, PASSKEY_RP_ID: 'example.com' })).toEqual(unfit)
  expect(parseConfig({ AUTH_SECRET: secret, PASSKEY_RP_ID: 'localhost' }).PASSKEY_RP_ID).toBe('localhost')
})

test('two email transports at once are refused, because one would be ignored', () => {
  expect(faultsOf({ ...production, RESEND_API_KEY: 're_1' })).toEqual([
    'RESEND_API_KEY and SMTP_URL are both set. Keep one of them',
  ])
})

test('the email transport follows from the settings', () => {
  const { SMTP_URL: _, ...bare } = production
  expect(parseConfig({ ...bare, RESEND_API_KEY: 're_1' }).mailTransport).toBe('resend')
  expect(parseConfig({ AUTH_SECRET: secret }).mailTransport).toBe('mailbox')
  expect(parseConfig({ AUTH_SECRET: secret, SMTP_URL: 'smtp://localhost:2525' }).mailTransport).toBe('smtp')
})

test('plain http is allowed for this machine only, and APP_URL is stored as an origin', () => {
  const origins = {
    'http://localhost:3000/': 'http://localhost:3000',
    'http://127.0.0.1': 'http://127.0.0.1',
    'http://[::1]:80': 'http://[::1]',
  }
  for (const [APP_URL, origin] of Object.entries(origins))
    expect(parseConfig({ ...production, APP_URL }).APP_URL).toBe(origin)
  expect(parseConfig({ ...production, APP_URL: 'https://Accounts.Example.com:443/' }).APP_URL).toBe(
    'https://accounts.example.com',
  )
})

test('CORS origins are stored as browsers send them', () => {
  const CORS_ORIGINS = 'https://App.example.com:443/, http://localhost:8080'
  const kept = ['https://app.example.com', 'http://localhost:8080']
  expect(parseConfig({ ...production, CORS_ORIGINS }).CORS_ORIGINS).toEqual(kept)
})

test('a secret that includes quotes can be replaced, and the error says how', () => {
  expect(faultsOf({ ...production, AUTH_SECRET: `"${secret}"` })).toEqual([
    expect.stringMatching(/^AUTH_SECRET is in quotes\. .* AUTH_SECRET=NEW,"OLD"\. Otherwise remove them$/),
  ])
  const next = randomBytes(32).toString('base64url')
  const AUTH_SECRET = `${next},"${secret}"`
  expect(parseConfig({ ...production, AUTH_SECRET }).AUTH_SECRET).toEqual([next, `"${secret}"`])
  expect(faultsOf({ ...production, OTEL_SERVICE_NAME: '"rekey"' }).join()).toContain('Remove them')
})

test('a no-break space is allowed in APP_NAME only', () => {
  expect(parseConfig({ ...production, APP_NAME: 'Qui va là\u00A0?' }).APP_NAME).toBe('Qui va là\u00A0?')
  expect(faultsOf({ ...production, DATA_DIR: 'data\u00A0' + 'x' }).join()).toMatch(
    /^DATA_DIR contains an invisible character/,
  )
})

test('a list of secrets keeps its order [E6]', () => {
  const next = randomBytes(32).toString('base64url')
  expect(parseConfig({ ...production, AUTH_SECRET: `${next} , ${secret}` }).AUTH_SECRET).toEqual([next, secret])
})

function faultsOf(environment: Environment): string[] {
  try {
    parseConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message.split('\n')).toEqual((error as ConfigError).faults)
    return (error as ConfigError).faults
  }
  return []
}
