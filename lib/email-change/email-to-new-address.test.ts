import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { readLink } from '@/lib/links/mailed-link'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { emailsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { changeLink } from '@/test/links/link-row'
import { requestedChange, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'

test('a free email gets the link that changes the account’s email to it', async () => {
  const user = await somebodyVerified()
  const { id, to } = await requestedChange(user)
  const email = await composed(await newestEmail('confirm-email', user))
  expect(email.to).toBe(to)
  expect(await readLink('confirm-email', tokenFor('/confirm-email', email.content))).toMatchObject({
    state: 'good',
    row: { id, email: to },
  })
})

test('your own email in another case gets the link too', async () => {
  const user = await somebodyVerified()
  const { to } = await requestedChange(user, user.email.toUpperCase())
  const email = await composed(await newestEmail('confirm-email', user))
  expect([email.to, tokenFor('/confirm-email', email.content)]).toEqual([to, expect.any(String)])
})

test('the owner of a taken email is notified instead, at the email on file, without a link that changes anything [A5]', async () => {
  const user = await somebodyVerified()
  const owner = await someone({ email: `Mike.${user.email}`, passwordHash: 'other' })
  await requestedChange(user, owner.emailCanonical.toUpperCase())
  // The requester's export shows the same for this email as for any other.
  expect(await composeEmail(await newestEmail('confirm-email', user))).toMatchObject({ row: 'as-sent' })
  const email = await composed(await newestEmail('email-taken', owner))
  expect(email.to).toBe(owner.email)
  expect(email.content.text).not.toContain('/confirm-email')
  expect(await emailsOf(owner, 'email-taken')).toMatchObject([
    { recipient: owner.email, data: { cause: 'email-change' } },
  ])
})

test('the owner is notified at most once an hour', async () => {
  const owner = await somebodyVerified()
  const ask = async () => {
    const user = await somebodyVerified()
    await requestedChange(user, owner.email)
    return composeEmail(await newestEmail('confirm-email', user))
  }
  await ask()
  await ask()
  const [told, ...more] = await emailsOf(owner, 'email-taken')
  expect(more).toEqual([])
  const createdAt = sql`now() - interval '61 minutes'`
  await query((db) => db.update(emails).set({ createdAt }).where(sql`${emails.id} = ${told!.id}`))
  await ask()
  expect(await emailsOf(owner, 'email-taken')).toHaveLength(2)
})

test('no email is sent for a change that was replaced or has expired', async () => {
  const user = await somebodyVerified()
  for (const change of [{ replacedAt: sql`now()` }, { expiresAt: sql`now() - interval '1 second'` }]) {
    const { id } = await requestedChange(user)
    await changeLink('confirm-email', id, change)
    expect(await composeEmail(await newestEmail('confirm-email', user))).toEqual({ none: expect.any(String) })
  }
})
