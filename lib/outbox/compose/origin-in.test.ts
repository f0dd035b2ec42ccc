import { aPerson } from '@/e2e/support/steps/person'
import { register } from '@/lib/accounts/register'
import { changeEmail } from '@/lib/email-change/change-email'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { emailsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { composed, emailsFor } from '@/test/emails/composed-emails'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { composeEmail } from './compose-email'
import { originIn } from './origin-in'

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const using = ', using Chrome on Windows, IP address 203.0.113.9\n'
const chrome = { ...aCaller(), userAgent }

test('emails about a reset, a registration and an email change say with what and from where it was requested', async () => {
  const [user, other, stranger] = [await someone(), await someone(), aPerson()]
  await forgotPassword({ email: user.email }, chrome)
  await withSettings({ REGISTRATION: 'confirm' }, async () => {
    await register(stranger, chrome)
    await register({ ...aPerson(), email: other.email }, chrome)
  })
  const newEmail = aPerson().email
  const caller = { ...(await aCallerOf(user)), userAgent }
  expect(await changeEmail({ new_email: newEmail, current_password: user.password }, caller)).toMatchObject({
    ok: true,
  })
  for (const email of [user.emailCanonical, stranger.email, newEmail]) {
    const [mail] = (await emailsFor(email)).filter(({ kind }) => kind !== 'welcome')
    expect((await composed(mail!)).content.text, mail!.kind).toContain(using)
  }
  const registration = (await emailsFor(other.email)).find(({ kind }) => kind === 'confirm-registration')
  await composeEmail(registration!)
  expect((await composed((await emailsOf(other, 'email-taken'))[0]!)).content.text).toContain(using)
})

test('a program that we don’t recognize is an unknown device', () => {
  expect(originIn({ ip: '203.0.113.9', user_agent: '<b>' })).toEqual({ ip: '203.0.113.9', device: 'an unknown device' })
  expect(originIn({ ip: '203.0.113.9' })).toEqual({ ip: '203.0.113.9' })
})
