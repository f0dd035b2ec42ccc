import { and, eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, throttles } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { forgotPassword } from './forgot-password'
import { resendReset } from './resend-reset'

const limited = <T>(work: () => Promise<T>) => withSettings({ RATE_LIMITS: 'on' }, work)
let addresses = 0
const elsewhere = () => ({ ...aCaller(), ip: `198.19.${addresses >> 8}.${addresses++ & 255}` })

test('of twenty concurrent requests for one email only one queues an email, and all get the same answer [C5]', {
  tag: race,
}, async () => {
  for (const { email } of [await someone({ passwordHash: '!' }), aPerson()]) {
    const answers = await limited(() =>
      Promise.all(Array.from({ length: 20 }, () => forgotPassword({ email }, elsewhere()))),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ ok: true })
    expect(await queuedFor(email)).toBe(1)
  }
})

test('an email gets at most one reset a minute and five an hour [C5]', async () => {
  const { email } = aPerson()
  await limited(async () => {
    for (let minute = 0; minute < 9; minute++) {
      await forgotPassword({ email }, elsewhere())
      expect(await queuedFor(email)).toBe(Math.min(minute + 1, 5))
      await aMinutePasses()
    }
  })
})

test('after requests for fifty emails the next one gets the same answer, and no email is sent [C5]', async () => {
  const flood = elsewhere()
  await limited(async () => {
    for (let time = 0; time < 50; time++) await forgotPassword({ email: aPerson().email }, flood)
    const { email } = aPerson()
    expect(await forgotPassword({ email }, flood)).toMatchObject({ ok: true })
    expect(await queuedFor(email)).toBe(0)
    expect(await forgotPassword({ email }, elsewhere())).toMatchObject({ ok: true })
    expect(await queuedFor(email)).toBe(1)
  })
})

test('a new link for an old one counts toward the limit of that email [C5]', async () => {
  const user = await someone({ passwordHash: '!' })
  const { token } = await aResetLink(user)
  await limited(async () => {
    for (let time = 0; time < 3; time++) expect(await resendReset({ token }, elsewhere())).toMatchObject({ ok: true })
    await forgotPassword(user, elsewhere())
  })
  expect(await queuedFor(user.email)).toBe(1)
})

function queuedFor(email: string): Promise<number> {
  const resets = and(eq(emails.recipient, canonicalEmail(email)), eq(emails.kind, 'reset-password'))
  return query((db) => db.$count(emails, and(resets, eq(emails.status, 'queued'))))
}

async function aMinutePasses() {
  await query((db) => db.update(throttles).set({ expire: sql`expire - interval '1 minute'` }))
}
