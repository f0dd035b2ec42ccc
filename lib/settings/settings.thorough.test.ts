import { test } from 'playwright/test'
import { brandFolder } from '@/e2e/support/servers/brand-folder'
import { ConfigError, parseConfig, settingNames } from '@/lib/config'
import { expect } from '@/test/expect'

const secret = 'q3Zr9-secret-of-the-tests-0123456789-_xYvW'
const complete: Record<string, string> = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://rekey@localhost/rekey',
  APP_URL: 'https://accounts.example.com',
  AUTH_SECRET: secret,
  SMTP_URL: 'smtps://you%40gmail.com:app-password@smtp.gmail.com:465',
  MAIL_FROM: 'Rekey <no-reply@example.com>',
}
const numbers = ['1e1', '0x1', '+1', '-1', '1.0', '1,', '01', '1 m', '1s', '٣', 'one', 'true', 'Infinity', 'NaN', '1_0']
const switches = ['true', 'false', 'yes', 'no', 'ON', 'Off', '1', '0', 'on,', 'o n', 'enabled']
const words = (right: string) => [right.toUpperCase(), `${right}s`, `${right},`, 'true', '1', 'none']
const bearers = ['short', 'sixteen letters, and blanks', 'ümläute-are-no-token', 'a'.repeat(15)]
const webAddresses = ['localhost:4318', '//example.com', 'ftp://example.com', 'example.com', 'http://']

/** For each setting, values that are accepted and values that are not, as people might type them. */
const spellings: Record<string, { right: string[]; wrong: string[] }> = {
  NODE_ENV: { right: ['production'], wrong: ['Production', 'prod', 'PRODUCTION', 'staging', 'production,'] },
  DATABASE_URL: {
    right: [
      'postgres://rekey@localhost/rekey',
      'postgresql://a:b%23@[::1]:5432/rekey',
      'postgres:///rekey',
      'postgres://a,b:1/r?sslmode=require',
      'pglite:.data/db',
    ],
    wrong: [
      'mysql://localhost/rekey',
      'localhost/rekey',
      'postgres:/localhost',
      'Postgres://localhost/rekey',
      ...[
        'postgres://u:12/ss@h/rekey',
        'postgres://u:12#ss@h/rekey',
        'postgres://u:pa%ss@h/rekey',
        'postgres://h:x/rekey',
      ],
      ...['postgres://h/rekey?sslmode=on', 'postgres://h/rekey?sslmod=require', 'postgres://h:99999/rekey'],
    ],
  },
  MIGRATE_DATABASE_URL: {
    right: ['postgres://owner@localhost/rekey'],
    wrong: ['pglite:.data/db', 'owner', 'postgres:'],
  },
  DATABASE_POOL_SIZE: { right: ['1', '100', ' 10 '], wrong: [...numbers, '0', '101', '10 m'] },
  APP_URL: {
    right: [
      'https://accounts.example.com',
      'https://accounts.example.com/',
      'http://localhost:3000',
      'https://[::1]:8443',
    ],
    wrong: [
      ...[
        'accounts.example.com',
        'http://accounts.example.com',
        'ftp://localhost',
        'capacitor://localhost',
        'file:///',
      ],
      ...['https://accounts.example.com/path', 'https://accounts.example.com/?a', 'https://accounts.example.com/#a'],
      ...['https://user@accounts.example.com', 'https://:pass@accounts.example.com', 'https://*.example.com', 'null'],
      ...['https://a.example,https://b.example', 'https://a.example https://b.example', 'https://'],
    ],
  },
  AUTH_SECRET: {
    right: [secret, `${secret},${secret}x`],
    wrong: ['secret', `${secret},`, `,${secret}`, `${secret},short`],
  },
  RESEND_API_KEY: { right: ['re_123_abc'], wrong: ['re_123 abc', 're_123…'] },
  RESEND_BASE_URL: { right: ['https://resend.example', 'http://localhost:4010/v1'], wrong: webAddresses },
  SMTP_URL: {
    right: [
      'smtps://you%40gmail.com:app-password@smtp.gmail.com:465',
      'smtp://localhost:25/',
      'smtp://mail.example.com?name=me.example.com&tls.rejectUnauthorized=false',
    ],
    wrong: [
      ...[
        'mail.example.com',
        'https://mail.example.com',
        'smtp:mail.example.com',
        'smtp://',
        'SMTP://mail.example.com:x',
      ],
      ...['smtp://u:12#ss@mail.example.com', 'smtp://u:12/ss@mail.example.com', 'smtp://u:12?ss@mail.example.com'],
      ...[
        'smtp://u:pa%ss@mail.example.com',
        'smtp://%u:pass@mail.example.com',
        'smtp://mail.example.com?requireTls=true',
      ],
      ...['smtps://u:p@mail.example.com:465/x', 'smtp://mail.example.com:99999'],
    ],
  },
  RESEND_WEBHOOK_SECRET: {
    right: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    wrong: ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_MfKQ9r8', 'whsec_', 'WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  },
  DISPATCHER: { right: ['on', 'off'], wrong: switches },
  CRON_SECRET: { right: ['a'.repeat(16)], wrong: bearers },
  MAIL_FROM: {
    right: [
      'Rekey <no-reply@example.com>',
      'no-reply@example.com',
      'Rekey no-reply@example.com',
      '"Rekey, Inc." <a@b.example>',
    ],
    wrong: [
      ...[
        'Rekey',
        '<Rekey>',
        'Rekey <no-reply>',
        'Rekey <no-reply@example.com',
        'no-reply@example.com>',
        '@example.com',
      ],
      ...['a@b.example, c@d.example', 'a@b.example;c@d.example', '<a@b.example> <c@d.example>', 'a@b@c.example'],
    ],
  },
  APP_NAME: { right: ['Rekey', 'Ünïcode & Söhne', "People's"], wrong: ['x'.repeat(61)] },
  BRAND_DIR: { right: [brandFolder()], wrong: ['/nowhere', 'docs', 'package.json', 'https://example.com/brand'] },
  REGISTRATION: { right: ['open', 'confirm', 'closed'], wrong: [...words('open'), 'close', 'confirmed', 'off'] },
  PHONE_NUMBER: { right: ['required', 'optional', 'off'], wrong: [...words('required'), 'on', 'no', 'none'] },
  SECOND_FACTOR: { right: ['optional', 'required'], wrong: [...words('optional'), 'on', 'off', 'require'] },
  STAFF_FACTOR: { right: ['optional', 'required'], wrong: [...words('optional'), 'on', 'off', 'require'] },
  PASSKEY_RP_ID: {
    right: ['accounts.example.com', 'example.com', 'Example.COM'],
    wrong: [
      ...['com', 'other.example.com', 'www.accounts.example.com', 'example.org', 'ple.com', 'localhost', '203.0.113.7'],
      ...['https://example.com', 'example.com:443', 'example.com/', '.example.com', 'example.com.', '*.example.com'],
    ],
  },
  REMEMBER_BROWSER_DAYS: { right: ['0', '1', '30', '90'], wrong: [...numbers, '91', '30 days', 'on', 'off'] },
  TRUST_PROXY: {
    right: ['0', '1', '10', ' 2\t'],
    wrong: [...numbers, '11', 'loopback', '10.0.0.0/8', '127.0.0.1', '1 proxy', 'all'],
  },
  PROVIDER: { right: ['on', 'off'], wrong: switches },
  RATE_LIMITS: { right: ['on', 'off'], wrong: switches },
  DATA_DIR: { right: ['.data', '/var/lib/re key'], wrong: [] },
  CORS_ORIGINS: {
    right: [
      ...['https://app.example.com', 'https://app.example.com/, http://localhost:8100', 'capacitor://localhost/'],
      ...['ionic://localhost', 'chrome-extension://abcdefghijklmnop', 'tauri://localhost'],
    ],
    wrong: [
      ...[
        'null',
        '*',
        'https://*.example.com',
        'capacitor://*',
        'http://app.example.com',
        'https://app.example.com/shop',
      ],
      ...['https://app.example.com,', ',https://app.example.com', 'https://a.example https://b.example', 'a.example'],
      ...['file:///', 'file://localhost', 'data:text/html', 'blob:https://a.example/1', 'about:blank', 'javascript:1'],
      ...['capacitor:', 'capacitor:localhost', 'capacitor://', 'capacitor://localhost/path', 'capacitor://u@localhost'],
      ...['ws://a.example', 'wss://a.example', 'ftp://localhost', 'capacitor://localhost,null'],
    ],
  },
  TOKEN_AUDIENCES: {
    right: ['billing', 'billing, https://chat.example'],
    wrong: ['billing,', 'the billing', ',', 'bïlling'],
  },
  PASSWORD_HASH: { right: ['bcrypt', 'argon2id'], wrong: [...words('bcrypt'), 'argon2', 'scrypt'] },
  METRICS_TOKEN: { right: ['a'.repeat(16)], wrong: bearers },
  OTEL_EXPORTER_OTLP_ENDPOINT: { right: ['http://localhost:4318', 'https://otel.example/v1'], wrong: webAddresses },
  OTEL_SERVICE_NAME: { right: ['rekey'], wrong: [] },
  SHUTDOWN_DELAY: { right: ['0', '15'], wrong: [...numbers, '16', '5s', '5000'] },
  LOG_LEVEL: { right: ['trace', 'silent'], wrong: [...words('info'), 'warning', 'verbose'] },
}
/** Characters that get attached to any value on its way here. */
const clinging = (value: string) => [
  `"${value}"`,
  `'${value}'`,
  `\`${value}\``,
  `${value}\u200B`,
  `${value}\0x`,
  `${value}\nx`,
]

test('this test covers every setting', () => {
  expect(Object.keys(spellings).sort()).toEqual([...settingNames].sort())
})

for (const [name, { right, wrong }] of Object.entries(spellings)) {
  test(`${name} is accepted if fully valid, and otherwise an error that names it`, () => {
    for (const value of right) expect([value, faultsOf(name, value)]).toEqual([value, []])
    for (const value of [...wrong, ...right.flatMap(clinging)])
      expect([value, faultsOf(name, value)]).toEqual([value, [expect.stringMatching(new RegExp(`^${name} `))]])
  })
}

test('a listed origin is what browsers send and never null', () => {
  const CORS_ORIGINS =
    'Capacitor://LocalHost/, https://App.Example.com:443, tauri://localhost:1430, https://bücher.example'
  expect(parseConfig({ ...complete, CORS_ORIGINS }).CORS_ORIGINS).toEqual([
    'capacitor://localhost',
    'https://app.example.com',
    'tauri://localhost:1430',
    'https://xn--bcher-kva.example',
  ])
})

test('spaces around a value are removed', () => {
  const padded = Object.fromEntries(Object.entries(complete).map(([name, value]) => [name, ` ${value}\r\n`]))
  expect(parseConfig(padded)).toEqual(parseConfig(complete))
})

/** The faults of the setting itself, without those of settings that are missing because of it. */
function faultsOf(name: string, value: string): string[] {
  const { SMTP_URL: _, ...withoutMail } = complete
  try {
    parseConfig({ ...(name === 'RESEND_API_KEY' ? withoutMail : complete), [name]: value })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [...new Set(error.faults.filter((each) => each.startsWith(`${name} `)).map(() => `${name} is told`))]
  }
}
