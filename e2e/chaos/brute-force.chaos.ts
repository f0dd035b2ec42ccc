import { expect } from 'playwright/test'
import { startSite } from '../support/servers/site'
import { aPerson, login, press } from '../support/steps/person'
import { test } from '../support/test'
import { quantile, tell } from './support/figures'
import { type Answer, ask } from './support/traffic/ask-in-time'

const GUESSES = 10_000
const ADDRESSES = 50
const AT_ONCE = 40
/** How many attempts one account allows in 15 minutes from all IP addresses together. */
const ALLOWED = 10

test('of 10,000 guesses from 50 IP addresses only ten are checked, and the owner logs in without noticing [B3 B5]', async ({
  browser,
}) => {
  const site = await startSite()
  const person = aPerson()
  const context = await browser.newContext({
    baseURL: site.url,
    extraHTTPHeaders: { 'x-forwarded-for': '192.0.2.77' },
  })
  const page = await context.newPage()
  expect((await ask(site.url, '/api/register', { body: person })).status).toBe(201)
  const before = await logInAndOut()

  const answers: Answer[] = []
  let guessed = 0
  const attacker = async () => {
    while (guessed < GUESSES) answers.push(await guess(guessed++))
  }
  const start = performance.now()
  const attack = Promise.all(Array.from({ length: AT_ONCE }, attacker))
  const owner: number[] = []
  while (guessed < GUESSES) owner.push(await logInAndOut())
  await attack
  const seconds = (performance.now() - start) / 1000

  const count = (status: number) => answers.filter((answer) => answer.status === status).length
  tell(
    `${GUESSES} guesses from ${ADDRESSES} IP addresses`,
    `${count(401)} checked, ${count(429)} refused, ${(GUESSES / seconds).toFixed()} a second`,
    `the owner logged in and out ${owner.length} times in p50 ${quantile(owner, 0.5).toFixed()} ms, max ${quantile(owner, 1).toFixed()} ms`,
    `before it took ${before.toFixed()} ms`,
  )
  expect(count(401)).toBe(ALLOWED)
  expect(count(401) + count(429) + count(503)).toBe(GUESSES)
  expect(count(503)).toBe(0)
  expect(owner.length).toBeGreaterThan(2)
  await context.close()
  await site.stop()

  function guess(round: number): Promise<Answer> {
    const body = { email: round % 2 ? person.email : person.email.toUpperCase(), password: `guess ${round}` }
    const headers = { 'x-forwarded-for': `198.51.100.${round % ADDRESSES}`, 'user-agent': `guess/${round}` }
    return ask(site.url, '/api/login', { body, headers })
  }

  async function logInAndOut(): Promise<number> {
    const start = performance.now()
    await login(page, person)
    await expect(page).toHaveURL(/\/account$/)
    await press(page, 'logout')
    await expect(page).toHaveURL(/logged-out/)
    return performance.now() - start
  }
})
