import { existsSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { startChaosSite } from './support/chaos-site'
import { tell } from './support/figures'
import { mailsAgainst } from './support/half-done'
import { needs, needsPostgres } from './support/needs-of-machine'
import { aMember, asksWhoIAm, forgets, logsIn, resets } from './support/people'

const LIBFAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'

for (const skew of ['+60', '-60']) {
  test(`an instance whose clock is ${skew} s off shares links, sessions and emails with another [E5 C7]`, async () => {
    needsPostgres()
    needs('libfaketime (apt-get install faketime)', existsSync(LIBFAKETIME))
    const database = await freshDatabase()
    const mailbox = await startMailbox()
    const shared = { AUTH_SECRET: 'of-two-instances-0123456789-abcdefghij', APP_URL: 'http://localhost:3000' }
    const faked = { LD_PRELOAD: LIBFAKETIME, FAKETIME: skew, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
    const right = await startChaosSite({ databaseUrl: database.url, mailbox, environment: shared })
    const wrong = await startChaosSite({ databaseUrl: database.url, mailbox, environment: { ...shared, ...faked } })
    const started = wrong
      .log()
      .map((line) => /"time":"([^"]+)".*"started"/.exec(line)?.[1])
      .find(Boolean)
    const off = (new Date(started!).getTime() - Date.now()) / 1000
    expect(Math.abs(off - Number(skew))).toBeLessThan(20)

    for (const [asked, used] of [
      [right.url, wrong.url],
      [wrong.url, right.url],
    ] as const) {
      const person = await aMember(asked)
      const { token } = await logsIn(asked, person)
      expect((await asksWhoIAm(used, token)).status).toBe(200)
      const before = mailbox.mails.length
      await forgets(asked, person)
      const email = await mailbox.waitFor(person.email, { subject: /reset/i, after: before })
      const { password, answer } = await resets(used, tokenIn(linkInEmail('/reset-password', email)))
      expect(answer.status).toBe(200)
      expect((await asksWhoIAm(asked, token)).status).toBe(401)
      expect((await logsIn(asked, { ...person, password })).answer.status).toBe(200)
    }
    await expect.poll(async () => (await mailsAgainst(mailbox, database.url)).open, { timeout: 20_000 }).toBe(0)
    const emails = await mailsAgainst(mailbox, database.url)
    expect(emails).toMatchObject({ lost: 0, doubled: 0, ofNothing: 0 })
    tell(`clock ${skew} s off`, `${emails.sent} emails, each sent once`, 'links and sessions valid at both instances')
    await Promise.all([right.stop(), wrong.stop()])
    await mailbox.stop()
    await database.drop()
  })
}
