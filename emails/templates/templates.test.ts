import { test } from 'playwright/test'
import { config } from '@/lib/config'
import { sampleEmails, sampleLink } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'

const circumstances = 'November 3, 2026 at 14:05 UTC, using Firefox on Linux, IP address 203.0.113.9'

test('the reset email says when, with what and from where it was requested, how long the link works, and how to stop such emails', async () => {
  const { APP_NAME } = config()
  const { subject, text } = await sampleEmails['reset-password']()
  expect(subject).toBe(`Reset your ${APP_NAME} password`)
  expect(text).toBe(
    written(`Someone requested a password reset for your ${APP_NAME} account.

${circumstances}

If this was you, choose a new password:

${sampleLink('reset-password')}

The link works once, for one hour.

If this wasn’t you, nothing has changed. You can cancel the request and stop these emails for 6 hours:

${sampleLink('not-me')}`),
  )
})

test('the notice of a changed email offers to undo the change, then to secure the account', async () => {
  const { APP_NAME } = config()
  const { subject, text } = await sampleEmails['email-changed']({ email: 'eve@example.com' })
  expect(subject).toBe(`Your ${APP_NAME} email was changed`)
  expect(text).toBe(
    written(`The email of your ${APP_NAME} account was changed.

${circumstances}

The new email is eve@example.com. We sent this email to the previous one.

If this was you, no action is needed.

If this wasn’t you, undo the change:

${sampleLink('undo-email')}

The link works once, for 7 days. Undoing the change logs out every device.

If undoing also takes back changes to your passkeys or two-step login, or if the password was changed in the meantime, we disable the password and email you a link to choose a new one.

If someone resets the password with the new email, the links in this email stop working earlier, but no sooner than 3 days after the change.

If someone else might know your password, secure your account instead:

${securing('Then we restore your email, log out')}`),
  )
})

test('the email of a registration says that the account is created once the email is verified', async () => {
  const { APP_NAME } = config()
  const { text } = await sampleEmails['confirm-registration']()
  expect(text).toBe(
    written(`Someone registered with ${APP_NAME} using ada@example.com. The account will be created once you verify this email.

${circumstances}

If this was you, or if you’d like an account, verify your email:

${sampleLink('confirm-registration')}

The link works once, for one day. If you open it in another browser than the one you registered in, we’ll ask you to check your details and choose a password.

If this wasn’t you, ignore this email and no account will be created.`),
  )
})

const firstSteps = {
  'password-changed': 'Then we log out',
  'password-changed, by a reset': 'Then we log out',
  'email-change-requested': 'Then we cancel the change, log out',
  'email-changed': 'Then we restore your email, log out',
  'new-device': 'Then we log out',
  'phone-changed': 'Then we log out',
  'account-deletion-requested': 'Then we cancel the deletion, log out',
} as const
for (const [kind, steps] of Object.entries(firstSteps)) {
  test(`the notice ${kind} says when, with what and from where, and ends with the way to secure the account`, async () => {
    const { text } = await sampleEmails[kind as keyof typeof firstSteps]()
    expect(text).toContain(`\n\n${circumstances}\n\n`)
    expect(text).toContain(`${securing(steps)}\n\n${config().APP_NAME}\n`)
  })
}

const several = {
  'new-device, several': 'Devices we don’t recognize logged in to your Rekey account 5 times between',
  'password-changed, several': 'The password of your Rekey account was changed 5 times between',
  'phone-changed, several': 'The phone number of your Rekey account was changed 5 times between',
  'email-change-requested, several': 'Someone requested a change of your Rekey account’s email 5 times, between',
  'account-deletion-requested, several': 'Someone requested the deletion of your Rekey account 5 times, between',
} as const
for (const [kind, start] of Object.entries(several)) {
  test(`one email about several events says how many there were, when, and from where: ${kind}`, async () => {
    const { text } = await sampleEmails[kind as keyof typeof several]()
    const times = 'November 3, 2026 at 14:05 UTC and November 3, 2026 at 14:17 UTC.'
    expect(text).toContain(`${start.replace('Rekey', config().APP_NAME)} ${times}`)
    expect(text).toContain(
      `The first places this came from:\n\n${circumstances}\n\nNovember 3, 2026 at 14:08 UTC, using`,
    )
    expect(text).toContain('If any of this wasn’t you, secure your account:')
    expect(text).toContain(`disable the current password and email you a reset link.`)
  })
}

test('every email about what “someone” did says when, with what and from where', async () => {
  for (const [kind, sample] of Object.entries(sampleEmails)) {
    const { text } = await sample()
    if (/^Someone /m.test(text)) expect(text, kind).toContain(circumstances)
  }
})

test('the email about a deletion that a login has canceled says so', async () => {
  const { subject, text } = await sampleEmails['account-deletion-requested, restored since']()
  expect(subject).toBe(`Your ${config().APP_NAME} account won’t be deleted`)
  expect(text).toContain('A login has canceled the deletion since then, so nothing will be deleted.')
  expect(text).not.toContain('/login')
})

test('the notice of a new password says which devices were logged out', async () => {
  expect((await sampleEmails['password-changed']()).text).toContain('You were logged out on every other device.')
  const byReset = await sampleEmails['password-changed, by a reset']()
  expect(byReset.text).toContain('You were logged out on every device.')
})

test('the new email is warned that verifying gives it to the account', async () => {
  const { text } = await sampleEmails['confirm-email']()
  expect(text).toContain('If this wasn’t you, ignore this email and nothing changes.')
  expect(text).toContain('Verifying would give your email to someone else’s account.')
})

test('the owner of a taken email is told what was attempted', async () => {
  const { APP_NAME } = config()
  const where = `\n\n${circumstances}\n\n`
  const byRegistration = await sampleEmails['email-taken']()
  expect(byRegistration.text).toContain(
    `Someone tried to register with ${APP_NAME} using your email, but you already have an account.${where}`,
  )
  const byChange = await sampleEmails['email-taken, by a change']()
  expect(byChange.text).toContain(
    `Someone tried to change the email of another ${APP_NAME} account to yours, but you already have an account.${where}`,
  )
})

test('the email about a deletion says when it happens, and that logging in keeps the account', async () => {
  const { text } = await sampleEmails['account-deletion-requested']()
  expect(text).toContain(
    `will be permanently deleted on November 17, 2026 at 14:05 UTC. To keep it, log in before then:\n\n${config().APP_URL}/login\n`,
  )
})

test('someone who did not register is told not to verify, and how to end the access of the person who did', async () => {
  for (const kind of ['welcome, to confirm', 'verify-email'] as const) {
    expect((await sampleEmails[kind]()).text).toContain('Don’t verify it. Reset the password to end their access:')
  }
  expect((await sampleEmails.welcome()).text).toContain('with your email. Reset the password to end their access:')
})

function securing(steps: string): string {
  return `${sampleLink('not-me')}

You’ll be asked to confirm. ${steps} every device, disable the current password and email you a reset link.

The link works for 7 days.`
}

function written(body: string): string {
  const { APP_NAME, APP_URL } = config()
  return `Hello Ada,\n\n${body}\n\n${APP_NAME}\n${APP_URL}\n`
}
