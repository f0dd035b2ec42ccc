import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { listSettings } from './list-settings'

const hidden = {
  AUTH_SECRET: 'canary-one-0123456789-0123456789-01234,canary-two-0123456789-0123456789-01234',
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from('canary of the webhooks').toString('base64')}`,
  CRON_SECRET: 'canary-of-the-scheduler',
  METRICS_TOKEN: 'canary-of-the-metrics',
}
const urls = {
  DATABASE_URL: 'postgres://canary-user:canary-word@db.example.com/rekey?sslpassword=canary-key',
  MIGRATE_DATABASE_URL: 'postgres://canary-owner:canary-word@db.example.com/rekey',
  RESEND_BASE_URL: 'https://canary-user:canary-word@mail.example.com/canary-path?key=canary-key',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://canary-user:canary-word@traces.example.com/?key=canary-key',
}
const ways: Record<string, string>[] = [
  { SMTP_URL: 'smtps://canary-user:canary-word@mail.example.com?proxy=http://canary-user@proxy' },
  { RESEND_API_KEY: 're_canary' },
]

for (const way of ways)
  test(`no secret and no login of a URL is shown, nor a digest of one, with ${Object.keys(way)} [N29]`, async () => {
    const { DATABASE_URL, ...others } = urls
    await withSettings({ ...hidden, ...others, ...way, DATABASE_URL }, async () => {
      const listed = await listSettings({}, { name: 'grace' })
      if (!listed.ok) throw new Error(listed.code)
      const text = JSON.stringify(listed)
      expect(text).not.toMatch(/canary|re_|whsec/i)
      expect(text).not.toMatch(/[0-9a-f]{32}|[\w+/-]{43}/)
      for (const name of [...Object.keys(hidden), ...Object.keys(urls), ...Object.keys(way)])
        expect([name, listed.value.settings.find((each) => each.name === name)?.set]).toEqual([name, true])
    })
  })

test('a plain value is shown as an operator would write it, and what has none as not set', async () => {
  await withSettings({ CORS_ORIGINS: 'https://a.example,https://b.example', PROVIDER: 'on' }, async () => {
    const listed = await listSettings({}, { name: 'grace' })
    const shown = (name: string) => listed.ok && listed.value.settings.find((each) => each.name === name)
    expect(shown('CORS_ORIGINS')).toMatchObject({ value: 'https://a.example, https://b.example', secret: false })
    expect(shown('PROVIDER')).toMatchObject({ value: 'on', meaning: expect.stringContaining('OpenID Connect') })
    expect(shown('REMEMBER_BROWSER_DAYS')).toMatchObject({ value: '30', source: 'default', file: null })
    expect(shown('BRAND_DIR')).toMatchObject({ set: false, value: null })
    expect(shown('CRON_SECRET')).toMatchObject({ set: false, value: null, secret: true })
  })
})

test('the command line prints each setting with its meaning, and secrets only as set [N29]', async () => {
  await withSettings(hidden, async () => {
    const { code, out } = await rekey(['settings'])
    expect(code).toBe(0)
    expect(out).toMatch(/^CRON_SECRET {2}set {2}\(.+\)\n {4}What a scheduler shows/m)
    expect(out).toMatch(/^SMTP_URL {2}not set {2}\(default\)$/m)
    expect(out + (await rekey(['settings', '--json'])).out).not.toContain('canary')
  })
})
