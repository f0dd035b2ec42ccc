import { onPostgres } from '../support/needs'
import { startSite } from '../support/servers/site'
import { linkIn } from '../support/servers/smtp-mailbox'
import { emailsAreSent } from '../support/steps/emails-sent'
import { leasesOver } from '../support/steps/passing-time'
import { aPassword } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

// A mailbox gets one reset a minute; these tests request more.
test.use({ environment: withoutLimits })

test('a mail server that refuses, hangs or is slow changes no answer, and the email arrives later [C2 J4]', async ({
  request,
  person,
  mailbox,
}) => {
  await request.post('/api/register', { data: person })
  await mailbox.waitFor(person.email, { subject: /welcome/i })
  for (const trouble of [
    () => mailbox.refuse(421),
    () => mailbox.refuse(550),
    () => mailbox.hang(),
    () => mailbox.slow(1500),
  ]) {
    trouble()
    const [before, attempts] = [mailbox.mails.length, mailbox.attempts()]
    expect((await request.post('/api/forgot-password', { data: person })).status()).toBe(202)
    await expect.poll(mailbox.attempts).toBeGreaterThan(attempts)
    mailbox.recover()
    await mailbox.waitFor(person.email, { subject: /reset/i, after: before })
  }
  const link = linkIn(mailbox.sentTo(person.email, { subject: /reset/i }).at(-1)!)
  const token = new URL(link).searchParams.get('token')
  expect((await request.post('/api/reset-password', { data: { token, new_password: aPassword() } })).status()).toBe(200)
})

test('a crash between a request and its email loses nothing [J4]', { tag: onPostgres }, async ({ request, person }) => {
  const site = await startSite()
  await request.post(`${site.url}/api/register`, { data: person })
  await site.mailbox.waitFor(person.email, { subject: /welcome/i })
  expect((await request.post(`${site.url}/api/forgot-password`, { data: person })).status()).toBe(202)
  await site.halt('SIGKILL')
  // An email that the killed process was sending is sent again when its lease ends.
  await leasesOver(site, person)
  await site.restart()
  await site.mailbox.waitFor(person.email, { subject: /reset/i })
  await site.stop()
})

test('a process that is stopped finishes the emails it has begun, once, and exits cleanly [J5]', async ({
  request,
  person,
}) => {
  const site = await startSite()
  site.mailbox.slow(2500)
  await request.post(`${site.url}/api/register`, { data: person })
  await expect.poll(site.mailbox.attempts).toBe(1)
  await site.halt('SIGTERM')
  expect(site.mailbox.sentTo(person.email)).toHaveLength(1)
  expect(site.exitCode()).toBe(0)
  await site.stop()
})

test('of several requests for one email the newest link is the one that works [C7]', async ({
  request,
  person,
  mailbox,
}) => {
  await request.post('/api/register', { data: person })
  for (let i = 0; i < 4; i++) await request.post('/api/forgot-password', { data: person })
  await emailsAreSent(request, mailbox)
  const tokens = mailbox
    .sentTo(person.email, { subject: /reset/i })
    .map((email) => new URL(linkIn(email)).searchParams.get('token'))
  const statuses = []
  for (const token of tokens) {
    statuses.push((await request.post('/api/reset-password', { data: { token, new_password: aPassword() } })).status())
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
})

test('an email has text and HTML, one recipient, and its link on a separate line [C4 C10 K12]', async ({
  request,
  person,
  mailbox,
}) => {
  const named = { ...person, first_name: 'Bob <b>', last_name: 'x' }
  await request.post('/api/register', { data: named })
  await request.post('/api/forgot-password', { data: named })
  const email = await mailbox.waitFor(person.email, { subject: /reset/i })
  expect(email.to).toEqual([person.email])
  expect(email.text.split('\n')).toContain(linkIn(email))
  expect(email.text).toContain('one hour')
  expect(email.text).toContain('nothing has changed')
  expect(email.html).toContain(linkIn(email).replaceAll('&', '&amp;'))
  expect(email.html).not.toContain('<b>')
})
