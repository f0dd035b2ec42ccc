import { test } from 'playwright/test'
import { config } from '@/lib/config'
import { sampleEmails, sampleLink } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'

const circumstances = 'November 3, 2026 at 14:05 UTC, using Firefox on Linux, IP address 203.0.113.9'
type Kind = keyof typeof sampleEmails

/** What each email says between its greeting and the link that secures the account, and what it says after that link. */
const says: Partial<Record<Kind, [before: string, after: string]>> = {
  'second-factor-changed, on': [
    `Two-step login was turned on for your Rekey account.

${circumstances}

From now on, the password alone isn’t enough to log in. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account suspends the authenticator app, passkeys and recovery codes that were added with it or later. Two-step login stays on. Without an older passkey, nobody can log in then, so ask the people who run Rekey to reset two-step login.',
  ],
  'second-factor-changed, off': [
    `Two-step login was turned off for your Rekey account.

${circumstances}

From now on, the password is enough to log in. The authenticator app and the recovery codes no longer work. Passkeys, if you have any, still work. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account turns two-step login on again, with the authenticator app and the recovery codes that you had.',
  ],
  'second-factor-changed, by another app': [
    `Someone set up a new authenticator app for your Rekey account.

${circumstances}

Codes from any previous app no longer work. The recovery codes stay the same. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account suspends the new app. If you had one before, that one works again.',
  ],
  'second-factor-changed, by removing the app': [
    `The authenticator app was removed from your Rekey account.

${circumstances}

Its codes no longer work. Two-step login is still on: log in with a passkey, or with the password and a recovery code. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account makes the app work again. Once you’ve logged in, check that every passkey is yours.',
  ],
  'second-factor-changed, by a new passkey': [
    `A passkey was added to your Rekey account. Its name is Ada’s phone.

${circumstances}

From now on, it can be used to log in without the password.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account suspends this passkey and any that was added later. Once you’ve logged in with your new password, remove it under Security, and check that the others are yours. If you can’t log in, ask the people who run Rekey to reset two-step login.',
  ],
  'second-factor-changed, by removing a passkey': [
    `A passkey was removed from your Rekey account. Its name was Ada’s phone.

${circumstances}

It can no longer be used to log in. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account makes the passkey work again.',
  ],
  'second-factor-changed, by new codes': [
    `New recovery codes were made for your Rekey account.

${circumstances}

The previous recovery codes no longer work. Nothing else has changed.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account suspends the new codes, and the ones that you had before work again.',
  ],
  'second-factor-changed, by an operator': [
    `An operator reset two-step login and passkeys for your Rekey account.

${circumstances}

Two-step login is now off, and the password is enough to log in. Your authenticator app, recovery codes and passkeys no longer work. You were logged out on every device.

If you asked for this, log in with your password and set up two-step login or passkeys again.

If you didn’t ask for this, secure your account:`,
    'Securing your account doesn’t bring them back, so also tell the people who run Rekey that you didn’t ask for this.',
  ],
  'recovery-code-used': [
    `Someone logged in to your Rekey account with the password and a recovery code.

${circumstances}

That code no longer works. 7 recovery codes are left.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account leaves two-step login on, and takes back what was added or removed for it since this login. Once you’ve logged in again, make new recovery codes, because someone else might have the others.',
  ],
  'second-step-failed': [
    `Someone entered the correct password for your Rekey account, then five wrong codes.

${circumstances}

The login wasn’t finished, so nobody got in.

If this was you and your codes don’t work, set your phone’s clock to automatic, or use a passkey or a recovery code.

If this wasn’t you, secure your account:`,
    'Securing your account leaves two-step login on, and takes back what was added or removed for it since then. Choose a password that you use nowhere else, and log in with the second step that you had before.',
  ],
  'second-step-failed, unfinished': [
    `Someone entered the correct password for your Rekey account on a device we don’t recognize, but didn’t complete the second step.

${circumstances}

The login wasn’t finished, so nobody got in.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account leaves two-step login on, and takes back what was added or removed for it since then. Choose a password that you use nowhere else, and log in with the second step that you had before.',
  ],
}

for (const [kind, [before, after]] of Object.entries(says)) {
  test(`the notice ${kind} says what happened, how to secure the account, and what that leaves as it is [M25]`, async () => {
    const { APP_NAME } = config()
    const { text } = await sampleEmails[kind as Kind]()
    const named = (words: string) => words.replaceAll('Rekey', APP_NAME)
    expect(text).toContain(`Hello Ada,\n\n${named(before)}\n\n${sampleLink('not-me')}\n\n`)
    expect(text).toContain(`The link works for 7 days.\n\n${named(after)}\n\n${APP_NAME}\n`)
  })
}

test('with three recovery codes or fewer, the owner is asked to make new ones [M25]', async () => {
  const { text } = await sampleEmails['recovery-code-used, few left']()
  expect(text).toContain('That code no longer works. 3 recovery codes are left.')
  expect(text).toContain(
    `If this was you, make new recovery codes before you need them:\n\n${config().APP_URL}/account/security\n`,
  )
  expect(text).not.toContain('no action is needed')
})

test('the last recovery code and none are counted in words [M25]', async () => {
  expect((await sampleEmails['recovery-code-used, one left']()).text).toContain('One recovery code is left.')
  expect((await sampleEmails['recovery-code-used, none left']()).text).toContain('No recovery codes are left.')
})

test('the name of a passkey is isolated from the text around it, and one that looks like a link is left out [L4]', async () => {
  const sample = sampleEmails['second-factor-changed, by a new passkey']
  expect((await sample({ passkey: '\u202eمفتاح' })).html).toContain('Its name is <bdi>مفتاح</bdi>.')
  for (const passkey of ['evil.test', '<b>key</b>', 'x'.repeat(61)]) {
    const { text } = await sample({ passkey })
    expect(text).toContain(`A passkey was added to your ${config().APP_NAME} account.\n\n`)
  }
})
