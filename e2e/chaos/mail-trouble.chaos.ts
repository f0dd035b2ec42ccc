import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { freshDatabase } from '../support/servers/test-database'
import { aPerson, type Person } from '../support/steps/person'
import { startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { mailsAgainst } from './support/half-done'
import { inShort, isWell } from './support/judge'
import { forgets, registers } from './support/people'
import type { Answer } from './support/traffic/ask-in-time'
import { load } from './support/traffic/steady-load'

/** The longest delay between two attempts to send an email, and a quarter more. */
const CATCH_UP_SECONDS = 75
const QUICK_MILLISECONDS = 5_000

test('a mail server that refuses, drops and hangs changes no answer, and every email arrives once it works [C2 J4]', async () => {
  const database = await freshDatabase()
  const site = await startChaosSite({ databaseUrl: database.url })
  const { mailbox } = site
  const known: Answer[] = []
  const unknown: Answer[] = []
  const others: Answer[] = []
  const people: Person[] = []
  const nobodies: Person[] = []

  const clients = load(3, async () => {
    const { person, answer } = await registers(site.url)
    const nobody = aPerson()
    others.push(answer)
    known.push(await forgets(site.url, person))
    unknown.push(await forgets(site.url, nobody))
    people.push(person)
    nobodies.push(nobody)
    await pause(500)
  })
  const troubles = [
    { begin: () => mailbox.refuse(421), seconds: 8 },
    { begin: () => mailbox.refuse(550), seconds: 8 },
    { begin: () => mailbox.drop(), seconds: 8 },
    // This is longer than a send may take, so emails in progress are postponed and others have their turn.
    { begin: () => mailbox.hang(), seconds: 24 },
  ]
  await pause(3_000)
  for (const { begin, seconds } of troubles) {
    begin()
    await pause(seconds * 1000)
  }
  mailbox.recover()
  const recovered = performance.now()
  await pause(1_000)
  await clients.stop()
  await expect
    .poll(async () => (await mailsAgainst(mailbox, database.url)).open, { timeout: CATCH_UP_SECONDS * 1000 })
    .toBe(0)
  const caughtUp = performance.now() - recovered

  const answers = [...others, ...known, ...unknown]
  expect(answers.filter((answer) => !isWell(answer)).map(inShort)).toEqual([])
  expect(quantile(lengths(answers), 1)).toBeLessThan(QUICK_MILLISECONDS)
  expect(new Set([...known, ...unknown].map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  const timesOut = site
    .log()
    .filter((line) => line.includes('email.postponed') && /no answer in time|TIMEDOUT|ETIME/.test(line))
  expect(timesOut.length).toBeGreaterThan(0)
  const emails = await mailsAgainst(mailbox, database.url)
  expect(emails).toMatchObject({ lost: 0, ofNothing: 0 })
  for (const subject of [/welcome/i, /reset/i])
    expect(people.filter(({ email }) => mailbox.sentTo(email, { subject }).length === 0)).toEqual([])
  expect(nobodies.filter(({ email }) => mailbox.sentTo(email).length > 0)).toEqual([])
  tell(
    'mail server in trouble',
    `${answers.length} requests, p50 ${quantile(lengths(known), 0.5).toFixed()} ms for known and ${quantile(lengths(unknown), 0.5).toFixed()} ms for unknown emails, longest ${quantile(lengths(answers), 1).toFixed()} ms`,
    `${emails.sent} emails, 0 lost, ${emails.doubled} sent twice`,
    `all sent ${(caughtUp / 1000).toFixed(1)} s after the mail server recovered`,
  )
  await site.stop()
  await database.drop()
})

const lengths = (answers: Answer[]) => answers.map(({ milliseconds }) => milliseconds)
