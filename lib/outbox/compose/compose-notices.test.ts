import { contestAccount } from '@/db/accounts/email/contests'
import { markEmailsSent } from '@/db/outbox/outbox'
import type { EmailKind } from '@/db/schema'
import { readLink } from '@/lib/links/mailed-link'
import { changeAccount } from '@/test/accounts/account-now'
import { emailsOf } from '@/test/accounts/account-rows'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { everyNotice } from '@/test/emails/every-notice'
import { newestLink } from '@/test/links/link-row'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { composeEmail } from './compose-email'

for (const [name, happens] of Object.entries(everyNotice)) {
  const kind = name.split(',')[0] as EmailKind

  test(`the notice of ${name} goes to the email at that time, with a working “This wasn’t me” link`, async () => {
    const user = await somebodyVerified()
    await happens(user)
    const { to, content } = await composed(await newestEmail(kind, user))
    expect(to).toBe(user.email)
    const link = await readLink('not-me', tokenFor('/not-me', content))
    expect(link).toMatchObject({ state: 'good', row: { email: user.email, resetId: null }, user: { id: user.id } })
    expect(content.html).toContain(tokenFor('/not-me', content))
    expect(content.text).toContain(`Hello ${user.firstName}`)
  })

  test(`the row of ${name} holds neither a token nor a link [C9]`, async () => {
    const user = await somebodyVerified()
    await happens(user)
    const { content } = await composed(await newestEmail(kind, user))
    const written = JSON.stringify(await emailsOf(user, kind))
    for (const secret of [tokenFor('/not-me', content), 'http']) expect(written).not.toContain(secret)
  })
}

test('no notice is sent about a deletion that a contest has ended', async () => {
  const { user, contest } = await takenBack(await moved(await somebodyVerified()))
  await everyNotice['account-deletion-requested'](user)
  await contestAccount(contest.id, {})
  expect(await composeEmail(await newestEmail('account-deletion-requested', user))).toMatchObject({
    none: expect.any(String),
  })
})

test('the notice of an email change also brings the undo link', async () => {
  const user = await somebodyVerified()
  await everyNotice['email-changed'](user)
  const { content } = await composed(await newestEmail('email-changed', user))
  const { id } = await newestLink('undo-email', user)
  expect(await readLink('undo-email', tokenFor('/undo-email', content))).toMatchObject({ state: 'good', row: { id } })
})

test('a notice about several events covers them all with one link', async () => {
  const user = await somebodyVerified()
  for (let time = 0; time < 3; time++) await everyNotice['new-device'](user)
  const { content } = await composed(await newestEmail('new-device', user))
  expect(content.text).toContain(' 3 times between ')
  expect(content.text).toContain('IP address 203.0.113.9')
  const { id } = await newestLink('not-me', user)
  expect(await readLink('not-me', tokenFor('/not-me', content))).toMatchObject({ state: 'good', row: { id } })
})

test('the notice of a deletion that a login has canceled in the meantime says so', async () => {
  const user = await somebodyVerified()
  await everyNotice['account-deletion-requested'](user)
  await changeAccount(user, { deletionDueAt: null })
  const { content } = await composed(await newestEmail('account-deletion-requested', user))
  expect(content.text).toContain('A login has canceled the deletion')
})

test('each notice has a link of its own, so that using one leaves the others open', async () => {
  const user = await somebodyVerified()
  const tokens = []
  for (let time = 0; time < 2; time++) {
    await everyNotice['phone-changed'](user)
    const email = await newestEmail('phone-changed', user)
    await markEmailsSent([{ id: email.id }])
    const { content } = await composed(email)
    tokens.push(tokenFor('/not-me', content))
  }
  expect(new Set(tokens).size).toBe(2)
})
