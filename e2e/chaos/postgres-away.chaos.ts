import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright/test'
import { startPostgres } from '../support/servers/postgres-server'
import { fill, type Person, press } from '../support/steps/person'
import { expect, test } from '../support/test'
import { chance } from './support/chance'
import { startChaosSite } from './support/chaos-site'
import { quantile, tell } from './support/figures'
import { inShort, isAway, isHtml, isWell } from './support/judge'
import { lostBy } from './support/kept'
import { needsPostgres } from './support/needs-of-machine'
import { Crowd } from './support/traffic/crowd'
import { load } from './support/traffic/steady-load'

/** The time limit of a statement, plus a second for a busy machine. */
const DEADLINE_MILLISECONDS = 9_000
const RECOVERY_SECONDS = 5

const absences = [
  { how: 'fast', seconds: 20 },
  { how: 'immediate', seconds: 2 },
] as const

for (const { how, seconds } of absences) {
  test(`PostgreSQL unavailable for ${seconds} s (${how}): only 503, nothing lost, normal when it is back [J1 J6]`, async ({
    browser,
  }) => {
    needsPostgres()
    const server = await startPostgres(['synchronous_commit=on'])
    const site = await startChaosSite({ databaseUrl: server.url })
    const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
    const page = await context.newPage()
    const crowd = new Crowd(site.url, chance(`PostgreSQL away ${how}`))
    const person = await crowd.open(10)
    await page.goto('/login')

    const loads = [load(12, () => crowd.act()), load(1, () => crowd.probe())]
    await pause(3_000)
    await server.halt(how)
    const away = performance.now()
    if (seconds > 10) await seesThatItIsAway(page, person)
    await pause(seconds * 1000 - (performance.now() - away))
    const returning = performance.now()
    await server.startAgain()
    const up = performance.now()
    await pause((RECOVERY_SECONDS + 2) * 1000)
    await Promise.all(loads.map((each) => each.stop()))

    const { answers, registered, tokens, forgotten } = crowd
    const meanwhile = answers.filter(({ at, milliseconds }) => at > away && at + milliseconds < returning)
    const statuses = (path: string) => [...new Set(meanwhile.filter((a) => a.path === path).map((a) => a.status))]
    expect([statuses('/healthz'), statuses('/readyz')]).toEqual([[200], [503]])
    const others = meanwhile.filter(({ path }) => path !== '/healthz')
    expect(others.filter((answer) => !isAway(answer)).map(inShort)).toEqual([])
    expect(others.length).toBeGreaterThan(0)
    expect(others.some(isHtml) || seconds < 10).toBe(true)

    const told = (answer: (typeof answers)[number]) => isWell(answer) || isAway(answer)
    expect(answers.filter((answer) => !told(answer)).map(inShort)).toEqual([])
    const healed = answers.filter(({ at }) => at > up + RECOVERY_SECONDS * 1000)
    expect(healed.filter((answer) => !isWell(answer)).map(inShort)).toEqual([])
    expect(healed.length).toBeGreaterThan(20)
    const lengths = answers.map(({ milliseconds }) => milliseconds)
    expect(quantile(lengths, 1)).toBeLessThan(DEADLINE_MILLISECONDS)

    expect(await lostBy(crowd, site.url, server.url)).toEqual({ accounts: 0, sessions: 0, resets: 0 })
    const good = answers.filter(
      (answer) => answer.at + answer.milliseconds > up && answer.path === '/readyz' && isWell(answer),
    )
    tell(
      `PostgreSQL unavailable for ${seconds} s (${how})`,
      `${answers.length} requests, ${answers.filter(isAway).length} of them refused with 503`,
      `p50 ${quantile(
        others.map(({ milliseconds }) => milliseconds),
        0.5,
      ).toFixed()} ms while unavailable, longest of all ${quantile(lengths, 1).toFixed()} ms`,
      `ready ${(Math.min(...good.map(({ at, milliseconds }) => at + milliseconds)) - up).toFixed()} ms after the server`,
      `${registered.length} registrations, ${tokens.length} logins, ${forgotten.length} reset requests acknowledged, 0 lost`,
    )
    await context.close()
    await site.stop()
    await server.stop()
  })
}

/** Sends a form that was open already, without script. It keeps the email and says to try again. */
async function seesThatItIsAway(page: Page, { email, password }: Person) {
  await fill(page, { email, password })
  await press(page, 'login')
  await expect(page.getByText('Please try again in a moment.')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
}
