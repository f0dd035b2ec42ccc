import { expect, test } from 'playwright/test'
import { brandFolder } from '@/e2e/support/servers/brand-folder'
import { ofEachOperatorChange, sampleEmails } from '@/test/emails/sample-emails'
import { withSettings } from '@/test/with-settings'

const when = 'November 3, 2026 at 14:05 UTC'

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
