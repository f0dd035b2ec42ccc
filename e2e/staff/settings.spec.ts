import { createHash } from 'node:crypto'
import { isFit } from '../support/pages/page-is-fit'
import { openConsole } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

const canaries = {
  CRON_SECRET: 'canary-of-the-scheduler',
  METRICS_TOKEN: 'canary-of-the-metrics',
  RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from('canary of the webhooks!!').toString('base64')}`,
  RESEND_BASE_URL: 'https://canary-user:canary-word@mail.example.com/canary-path?key=canary-key',
}

for (const script of [true, false]) {
  test.describe(script ? 'settings' : 'settings, without script [N30]', () => {
    test.use({ script, environment: { ...withoutLimits, ...canaries } })

    test('an admin reads each setting, where it comes from, and of secrets only whether they are set [N29]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await page.getByRole('link', { name: 'Settings' }).click()
      const row = (name: string) => page.locator('tbody tr').filter({ has: page.getByText(name, { exact: true }) })
      for (const name of ['AUTH_SECRET', 'CRON_SECRET', 'METRICS_TOKEN', 'RESEND_WEBHOOK_SECRET'])
        await expect(row(name).getByRole('cell').first(), name).toHaveText('Set')
      await expect(row('RESEND_API_KEY').getByRole('cell').first()).toHaveText('Not set')
      await expect(row('RESEND_BASE_URL')).toContainText('https://mail.example.com/…')
      await expect(row('APP_URL')).toContainText(site.settings().APP_URL)
      await expect(row('APP_URL').getByRole('cell').last()).toHaveText('Environment')
      await expect(row('APP_NAME').getByRole('cell').last()).toHaveText('Default')
      await isFit(page, 'settings')
      const rsc = await page.request.get('/staff/settings', { headers: { rsc: '1' } })
      const { AUTH_SECRET = '', DATABASE_URL = '' } = site.settings()
      const secrets = [AUTH_SECRET, canaries.CRON_SECRET, canaries.METRICS_TOKEN, canaries.RESEND_WEBHOOK_SECRET]
      const hidden = [...secrets, ...secrets.flatMap(digestsOf), 'canary', new URL(DATABASE_URL).password].filter(
        Boolean,
      )
      for (const text of [await page.content(), await rsc.text()]) {
        expect(text.includes('REMEMBER_BROWSER_DAYS')).toBe(true)
        for (const each of hidden) expect(text.includes(each)).toBe(false)
      }
    })
  })
}

const digestsOf = (secret: string) =>
  (['hex', 'base64', 'base64url'] as const).map((form) => createHash('sha256').update(secret).digest(form))
