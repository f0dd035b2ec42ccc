import { test } from 'playwright/test'
import { brandFolder } from '@/e2e/support/servers/brand-folder'
import { config } from '@/lib/config'
import { ofEachOperatorChange, sampleEmails } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'
import { withSettings } from '@/test/with-settings'

const when = 'November 3, 2026 at 14:05 UTC'

test('the email about a scheduled deletion says who closed the account, when it is deleted and whom to contact before [N15, N21]', async () => {
  const { APP_NAME, APP_URL } = config()
  const { subject, text } = await sampleEmails['changed-by-operator, deletion-scheduled']()
  expect(subject).toBe(`Your ${APP_NAME} account will be deleted`)
  expect(text).toBe(`Hello Ada,

An operator closed your ${APP_NAME} account and scheduled its deletion.

${when}

The account and all its data will be permanently deleted on November 17, 2026 at 14:05 UTC.

Nobody can log in to it, and you were logged out on every device. Until the account is deleted, an operator can cancel this.

If you asked for this, no action is needed.

If you didn’t ask for this and want to keep the account, contact the people who run ${APP_NAME} before it is deleted.

${APP_NAME}
${APP_URL}
`)
})

for (const [kind, sample] of Object.entries(ofEachOperatorChange((change) => change))) {
  const write = sampleEmails[kind as `changed-by-operator, ${typeof sample}`]

  test(`${kind} says that an operator did it, when, and what to do for an owner who did not ask for it [N15]`, async () => {
    const { text } = await write()
    expect(text).toMatch(new RegExp(`^Hello Ada,\n\nAn operator [^\n]+\\.\n\n${when}\n\n`))
    expect(text).toMatch(/^If you didn’t ask for this.* [Cc]ontact the people who run /m)
  })

  test(`${kind} says how to reach the operator, if the brand does`, async () => {
    await withSettings({ BRAND_DIR: brandFolder({ support: 'help@acme.example' }) }, async () => {
      expect((await write()).text).toContain('\n\nYou can reach them at help@acme.example.\n\n')
    })
    expect((await write()).text).not.toContain('You can reach them')
  })
}
