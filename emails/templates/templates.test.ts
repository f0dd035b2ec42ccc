import { expect, test } from 'playwright/test'
import { config } from '@/lib/config'
import { sampleEmails, sampleLink } from '@/test/emails/sample-emails'

const circumstances = 'on 3 November 2026 at 14:05 UTC, from the address 203.0.113.9 with Firefox on Linux'

test('the reset mail says who asked, when, from where, how long, and how to stop such mails', async () => {
  const { APP_NAME } = config()
  const { subject, text } = await sampleEmails['reset-password']()
  expect(subject).toBe(`Reset your ${APP_NAME} password`)
  expect(text).toBe(
    written(`Someone asked to reset the password of your ${APP_NAME} account on 3 November 2026 at 14:05 UTC, from the address 203.0.113.9.

If it was you, choose a new password here:

${sampleLink('reset-password')}

The link works once, for one hour.

If it wasn’t you, nothing has changed. To cancel this link and get no more of these mails for 6 hours:

${sampleLink('not-me')}`),
  )
})

test('the notice of a moved account offers to undo it, then to take the account back', async () => {
  const { APP_NAME } = config()
  const { subject, text } = await sampleEmails['email-changed']({ email: 'eve@example.com' })
  expect(subject).toBe(`Your ${APP_NAME} email address was changed`)
  expect(text).toBe(
    written(`The email address of your ${APP_NAME} account was changed ${circumstances}.

The new address is eve@example.com. This mail went to the old one.

If it was you, there is nothing to do.

If it wasn’t you, take it back here:

${sampleLink('undo-email')}

The link works once, for 7 days. Undoing logs every device out.

If a new password is set by email at the new address, the links of this email end sooner, but never less than 3 days from the change.

If somebody else may know your password, say so here instead:

${takeBack()}`),
  )
})

test('a registration says that it is none until it is confirmed', async () => {
  const { APP_NAME } = config()
  const { text } = await sampleEmails['confirm-registration']()
  expect(text).toBe(
    written(`Someone registered at ${APP_NAME} with the address ada@example.com. There is no account until this is confirmed.

If it was you, or if you want an account, confirm it here:

${sampleLink('confirm-registration')}

The link works once, for one day. Unless you open it in the browser in which you registered, the page asks you to check your details and choose a password.

If it wasn’t you, ignore this mail: no account comes of it.`),
  )
})

const noticed = [
  'password-changed',
  'password-changed, by a reset',
  'email-change-requested',
  'email-changed',
  'new-device',
  'phone-changed',
  'account-deletion-requested',
] as const
for (const kind of noticed) {
  test(`the notice ${kind} says when, from where and with what, and ends with the way to take the account back`, async () => {
    const { text } = await sampleEmails[kind]()
    expect(text).toContain(` ${circumstances}.`)
    expect(text).toContain(`${takeBack()}\n\n${config().APP_NAME}\n`)
  })
}

const several = {
  'new-device, several': 'There were 5 logins to your Rekey account from devices we have not seen before.',
  'password-changed, several': 'The password of your Rekey account was changed 5 times.',
  'phone-changed, several': 'The phone number of your Rekey account was changed 5 times.',
  'email-change-requested, several': 'Someone asked 5 times to change the email address of your Rekey account.',
  'account-deletion-requested, several': 'Someone asked 5 times to delete your Rekey account.',
} as const
for (const [kind, words] of Object.entries(several)) {
  test(`one mail of several events says how many there were, when, and from where: ${kind}`, async () => {
    const { text } = await sampleEmails[kind as keyof typeof several]()
    expect(text).toContain(words.replace('Rekey', config().APP_NAME))
    expect(text).toMatch(
      /The first (change |request )?was on 3 November 2026 at 14:05 UTC, and the last was .* at 14:17 UTC\./,
    )
    expect(text).toMatch(/ came from many places\. These were the first:\n\n/)
    expect(text).toContain(`\n\nO${circumstances.slice(1)}\n\nOn 3 November 2026 at 14:08 UTC, from the address`)
    expect(text).toContain('If any of this wasn’t you, say so here:')
    expect(text).toContain(`${takeBack()}\n\n${config().APP_NAME}\n`)
  })
}

test('a mail of a deletion that a login has taken back says so', async () => {
  const { subject, text } = await sampleEmails['account-deletion-requested, restored since']()
  expect(subject).toBe(`Your ${config().APP_NAME} account was to be deleted`)
  expect(text).toContain('A login has restored it since, and it will not be deleted.')
  expect(text).not.toContain('/login')
})

test('the notice of a new password says which devices were logged out', async () => {
  expect((await sampleEmails['password-changed']()).text).toContain('Every other device has been logged out.')
  const byReset = await sampleEmails['password-changed, by a reset']()
  expect(byReset.text).toContain('Every device that was logged in has been logged out.')
})

test('a new address is warned that confirming gives it away', async () => {
  const { text } = await sampleEmails['confirm-email']()
  expect(text).toContain('If you did not ask for this, ignore this mail: nothing changes.')
  expect(text).toContain('Confirming would give your address to somebody else’s account.')
})

test('an address that is taken is told how it was tried', async () => {
  const { APP_NAME } = config()
  const tried = `on 3 November 2026 at 14:05 UTC, from the address 203.0.113.9.`
  const byRegistration = await sampleEmails['email-taken']()
  expect(byRegistration.text).toContain(`Someone tried to register at ${APP_NAME} with your email address ${tried}`)
  const byChange = await sampleEmails['email-taken, by a change']()
  expect(byChange.text).toContain(`tried to move another ${APP_NAME} account to your email address ${tried}`)
})

test('a deletion says when, and that a login restores the account', async () => {
  const { text } = await sampleEmails['account-deletion-requested']()
  expect(text).toContain('It will be deleted, with everything in it, on 17 November 2026 at 14:05 UTC.')
  expect(text).toContain(`Until then, a login restores it:\n\n${config().APP_URL}/login\n`)
})

test('a stranger is told not to confirm, and how to end the access of whoever registered', async () => {
  for (const kind of ['welcome, to confirm', 'verify-email'] as const) {
    expect((await sampleEmails[kind]()).text).toContain('Do not confirm it. Reset the password, and their access ends:')
  }
  expect((await sampleEmails.welcome()).text).toContain('with your address. Reset the password, and their access ends:')
})

function takeBack(): string {
  return `${sampleLink('not-me')}

The page has one button. Pressing it logs every device out, locks the password, cancels pending changes, gives back your email address where it was changed, and mails you a link to set a new password.

Opening the page changes nothing. The link works for 7 days.`
}

function written(body: string): string {
  const { APP_NAME, APP_URL } = config()
  return `Hello Ada,\n\n${body}\n\n${APP_NAME}\n${APP_URL}\n`
}
