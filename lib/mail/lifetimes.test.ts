import { linkMinutes } from '@/db/links'
import { expect, test } from '@/e2e/support/unit'
import { lifetime } from '@/emails/lifetime'
import { NOTICE_LIFETIME_MINUTES } from '@/emails/notice'
import { resetPasswordEmail } from '@/emails/reset-password'
import { welcomeEmail } from '@/emails/welcome'
import { RESETS_MUTED_HOURS } from '@/lib/not-me/not-me'

test('what the mails say of lifetimes is what holds', async () => {
  expect(NOTICE_LIFETIME_MINUTES).toBe(linkMinutes['not-me'])
  expect(NOTICE_LIFETIME_MINUTES).toBe(linkMinutes['undo-email'])
  const link = 'https://example.com/'
  const welcome = await welcomeEmail({ firstName: 'Ada', email: 'ada@example.com', verifyLink: link })
  expect(welcome.text).toContain(lifetime(linkMinutes['verify-email']))
  const letter = { firstName: 'Ada', link, lifetimeMinutes: 60, requestedAt: new Date(), notAsked: link }
  expect((await resetPasswordEmail(letter)).text).toContain(`${RESETS_MUTED_HOURS} hours`)
})
