import { test } from 'playwright/test'
import { brandFolder } from '@/e2e/support/servers/brand-folder'
import { nodeVersion } from '@/lib/doctor/machine/node-version'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { expect } from '@/test/expect'
import { brand } from './brand'
import { configuration } from './configuration'

test('each invalid setting is reported with the line that fixes it', async () => {
  const found = await configuration(doctorContext({ NODE_ENV: 'production', APP_URL: 'accounts', TRUST_PROXY: 'yes' }))
  expect(found.map(({ level, says, mend }) => [level, says, mend])).toEqual([
    ['fault', expect.stringMatching(/^APP_URL must be a URL/), 'APP_URL=https://accounts.YOUR-DOMAIN'],
    ['fault', 'MAIL_FROM is required.', 'MAIL_FROM=Rekey <no-reply@YOUR-DOMAIN>'],
    ['fault', 'TRUST_PROXY must be a number of proxies.', expect.stringContaining('TRUST_PROXY=')],
    ['fault', 'RESEND_API_KEY or SMTP_URL is required.', expect.stringContaining('SMTP_URL=smtps://')],
  ])
})

const slips: [name: string, instead: string][] = [
  ['APPURL', 'APP_URL'],
  ['SMTP_URI', 'SMTP_URL'],
  ['SMTP_HOST', 'SMTP_URL'],
  ['TRUST_PROXIES', 'TRUST_PROXY'],
  ['REGISTRATON', 'REGISTRATION'],
  ['mail_from', 'MAIL_FROM'],
  ['PASSWORD_HASHING', ''],
  ['HOME', ''],
  ['PATH', ''],
  ['MAILTO', ''],
]
for (const [name, instead] of slips) {
  test(`${name} is ${instead ? `taken for ${instead}` : 'left alone'}`, async () => {
    const found = await configuration(doctorContext({ [name]: 'x', APP_URL: '' }))
    const told = found.filter(({ check }) => check === 'configuration.misspelt').map(({ mend }) => mend)
    expect(told).toEqual(instead ? [`Rename it to ${instead}=…`] : [])
  })
}

test('the doctor lists what brand.json overrides, names its errors, and says where emails lack the logo', async () => {
  const listed = await brand(doctorContext({ BRAND_DIR: brandFolder() }))
  expect(listed.map(({ level, says }) => [level, says])).toEqual([
    ['ok', 'brand.json overrides: logo, logo_png, colors, home, support, links, footer.'],
  ])
  expect(await brand(doctorContext())).toEqual([])
  const withoutPng = doctorContext({ BRAND_DIR: brandFolder({ logo: 'logo.svg' }) })
  expect(findingsBeyondFine(await brand(withoutPng))).toEqual(['hint brand.email'])
  const wrong = doctorContext({ BRAND_DIR: brandFolder({ logos: 'logo.svg' }) })
  expect(await configuration(wrong)).toEqual([
    {
      check: 'configuration',
      level: 'fault',
      says: 'brand.json: "logos" is unknown. Rename it to "logo".',
      mend: 'Correct it in the folder of BRAND_DIR (docs/configuration.md, Brand), then restart Rekey',
    },
  ])
  expect(await brand(wrong)).toEqual([])
})

test('a misspelled setting is not reported if the right one is set, too', async () => {
  expect(findingsBeyondFine(await configuration(doctorContext({ APPURL: 'x' })))).toEqual([])
})

test('a password that is not percent-encoded is reported before any email is lost', async () => {
  const found = await configuration(
    doctorContext({ SMTP_URL: 'smtps://you@gmail.com:app/password@smtp.gmail.com:465' }),
  )
  expect(found[0]).toMatchObject({ level: 'fault', mend: expect.stringContaining('@ as %40') })
})

test('an invalid database URL is reported without its password, and an ignored parameter is a warning', async () => {
  const ask = (DATABASE_URL: string) => configuration(doctorContext({ DATABASE_URL }))
  const [fault] = await ask('postgres://app:pass-of-db/1@localhost/rekey')
  expect(fault).toMatchObject({ level: 'fault', mend: expect.stringContaining('/ as %2F') })
  expect(JSON.stringify(fault)).not.toContain('pass-of-db')
  const vain = await ask('postgres://app@localhost/rekey?sslmode=require&channel_binding=require')
  expect(findingsBeyondFine(vain)).toEqual(['warning configuration.database'])
})

test('a public APP_URL outside of production is a hint', async () => {
  expect(findingsBeyondFine(await configuration(doctorContext({ APP_URL: 'https://accounts.rekey.dev' })))).toEqual([
    'hint configuration.mode',
  ])
  expect(findingsBeyondFine(await configuration(doctorContext({ RATE_LIMITS: 'off' })))).toEqual([
    'warning configuration.limits',
  ])
})

test('a console that a password alone opens is a warning in production [N10]', async () => {
  const found = async (settings: Record<string, string>) =>
    findingsBeyondFine(await configuration(doctorContext(settings)))
  const optional = { STAFF_FACTOR: 'optional' }
  expect(await found({ ...optional, NODE_ENV: 'production' })).toContain('warning configuration.staff')
  expect(await found(optional)).not.toContain('warning configuration.staff')
  expect(await found({ STAFF_FACTOR: 'required', NODE_ENV: 'production' })).not.toContain('warning configuration.staff')
})

test('a Node version that is too old is a problem', () => {
  expect(['18.20.4', '20.18.3', '20.19.0', '24.1.0'].map((each) => nodeVersion(each).level)).toEqual([
    'fault',
    'fault',
    'ok',
    'ok',
  ])
})
