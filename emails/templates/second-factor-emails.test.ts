import { expect, test } from 'playwright/test'
import { config } from '@/lib/config'
import { sampleEmails, sampleLink } from '@/test/emails/sample-emails'

const circumstances = 'November 3, 2026 at 14:05 UTC, using Firefox on Linux, IP address 203.0.113.9'
type Kind = keyof typeof sampleEmails

/** What each email says between its greeting and the link that secures the account, and what it says after that link. */
const says: Partial<Record<Kind, [before: string, after: string]>> = {
  'second-factor-changed, on': [
    `Two-step login was turned on for your Rekey account.

${circumstances}

From now on, you need your password and a code to log in. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t change two-step login. If the authenticator app isn’t yours, ask the people who run Rekey to reset two-step login. Until then, you can’t log in.',
  ],
  'second-factor-changed, off': [
    `Two-step login was turned off for your Rekey account.

${circumstances}

From now on, the password is enough to log in. The authenticator app and the recovery codes no longer work. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t change two-step login. Once you’ve logged in with your new password, set it up again.',
  ],
  'second-factor-changed, by another app': [
    `Someone replaced the authenticator app for your Rekey account.

${circumstances}

Codes from the previous app no longer work. The recovery codes stay the same. You were logged out on every other device.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t remove the new app. If the app isn’t yours, log in with a recovery code and set up your own app. If you have no recovery code, ask the people who run Rekey to reset two-step login.',
  ],
  'second-factor-changed, by new codes': [
    `New recovery codes were made for your Rekey account.

${circumstances}

The previous recovery codes no longer work. The authenticator app stays the same.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t change two-step login. Once you’ve logged in with your authenticator app, make new codes so that any copy someone else has stops working.',
  ],
  'second-factor-changed, by an operator': [
    `An operator reset two-step login for your Rekey account.

${circumstances}

Two-step login is now off, and the password is enough to log in. The authenticator app and the recovery codes no longer work. You were logged out on every device.

If you asked for this, log in and set up two-step login again.

If you didn’t ask for this, secure your account:`,
    'Also tell the people who run Rekey that you didn’t ask for this.',
  ],
  'recovery-code-used': [
    `Someone logged in to your Rekey account with the password and a recovery code.

${circumstances}

That code no longer works. 7 recovery codes are left.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t change two-step login. Once you’ve logged in again, make new recovery codes, because someone else might have the others.',
  ],
  'second-step-failed': [
    `Someone entered the correct password for your Rekey account, then five wrong codes.

${circumstances}

The login wasn’t finished, so nobody got in.

If this was you and your codes don’t work, set your phone’s clock to automatic or use a recovery code.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t change two-step login. Choose a password that you use nowhere else, and log in with a code from your authenticator app as before.',
  ],
  'second-step-failed, unfinished': [
    `Someone entered the correct password for your Rekey account on a device we don’t recognize, but didn’t enter a code.

${circumstances}

The login wasn’t finished, so nobody got in.

If this was you, no action is needed.

If this wasn’t you, secure your account:`,
    'Securing your account doesn’t change two-step login. Choose a password that you use nowhere else, and log in with a code from your authenticator app as before.',
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
