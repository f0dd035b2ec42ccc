import { readFile } from 'node:fs/promises'
import { everyday } from '../support/needs'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { loginAsProgram, openAccount, sessionOf } from '../support/steps/open-account'
import { aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'export' : 'export without script', () => {
    test.use({ script })

    for (const path of ['/account', '/account/delete']) {
      test(`the button on ${path} downloads everything about the account as JSON, without secrets [A17]`, {
        tag: script ? everyday : [],
      }, async ({ page, person, mailbox, request, address }) => {
        const other = aPerson()
        await request.post('/api/register', { data: other })
        await openAccount(page, person, mailbox)
        const program = await loginAsProgram(request, person)
        await request.post('/api/forgot-password', { data: { email: person.email } })
        const emails = [
          linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i })),
          linkInEmail('/reset-password', await mailbox.waitFor(person.email, { subject: /reset/i })),
        ]

        await page.goto(path)
        const download = page.waitForEvent('download')
        await page.getByRole('link', { name: 'Download my data' }).click()
        const file = await download
        expect(file.suggestedFilename()).toMatch(/^account-\d{4}-\d\d-\d\d\.json$/)
        const text = await readFile(await file.path(), 'utf8')
        const data = JSON.parse(text)

        const { password, ...profile } = person
        const ofApps = ['apps', 'app_logins', 'logout_notices']
        const names = ['exported_at', 'profile', 'second_factors', 'sessions', 'activity', 'mails', ...ofApps]
        expect(Object.keys(data).sort()).toEqual(names.sort())
        expect(data.profile).toMatchObject(profile)
        const kinds = data.sessions.map(({ kind, current, ip }: Record<string, unknown>) => [kind, current, ip])
        expect(kinds.sort()).toEqual([
          ['api', false, address],
          ['browser', true, address],
        ])
        const done = data.activity.map(({ type }: { type: string }) => type)
        expect(done.sort()).toEqual([
          'data-exported',
          'login',
          'login',
          'password-reset-requested',
          'register',
          'verify-email',
        ])
        const sent = data.mails.filter(({ to, status }: Record<string, unknown>) => to === person.email && status)
        expect(sent.map(({ kind }: { kind: string }) => kind)).toEqual(
          expect.arrayContaining(['welcome', 'new-device', 'reset-password']),
        )
        const session = (await sessionOf(page)).cookie.replace('session=', '')
        const tokens = emails.map(tokenIn)
        const foreign = [other.email, other.phone_number, other.last_name]
        for (const secret of [password, session, program.authorization.slice(7), ...tokens, ...foreign]) {
          expect(text).not.toContain(secret)
        }
        expect(text).not.toMatch(/hash|token|\$2[aby]\$|\$argon2|\$bcrypt/i)
        await expect(page).toHaveURL(path)
      })
    }
  })
}

test('nobody else gets the file, and it is not cached [F13]', { tag: everyday }, async ({ page, person, request }) => {
  expect((await request.get('/api/me/export')).status()).toBe(401)
  await openAccount(page, person)
  const answer = await request.get('/api/me/export', { headers: await sessionOf(page) })
  expect(answer.headers()['cache-control']).toContain('no-store')
  expect(answer.headers()['content-disposition']).toMatch(/^attachment; filename="account-.*\.json"$/)
  expect(answer.headers()['content-type']).toContain('application/json')
})
