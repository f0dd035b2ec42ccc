import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { startSite } from '../support/servers/site'
import { aPerson } from '../support/steps/person'
import { chance } from './support/chance'
import { quantile, tell } from './support/figures'
import { watchMemory } from './support/memory'
import { type Answer, ask } from './support/traffic/ask-in-time'
import { visitor } from './support/traffic/visitor'

const LOGINS = 2_000
/** Ten seconds in the queue, then the time of the hash on a busy machine. */
const LONGEST_SECONDS = 25
/** Added to the time that the same number of trivial requests takes on this machine now. */
const REFUSED_LATER_SECONDS = 3

test('of 2,000 logins at once some succeed, the others quickly get 503, and memory use stays the same [J7]', async () => {
  const site = await startSite({ environment: { RATE_LIMITS: 'off' } })
  const [person, { oneOf }] = [aPerson(), chance('flood')]
  expect((await ask(site.url, '/api/register', { body: person })).status).toBe(201)
  const logIn = async (password: string) => ({
    right: password === person.password,
    ...(await ask(site.url, '/api/login', { body: { email: person.email, password } })),
  })
  await logIn(person.password)

  const measure = await Promise.all(Array.from({ length: LOGINS }, () => ask(site.url, '/healthz')))
  const memory = watchMemory(site.pid)
  const somebody = visitor(site.url)
  const probe = visitor(site.url, '/healthz', 500)
  const answers = await Promise.all(
    Array.from({ length: LOGINS }, () => logIn(oneOf([person.password, 'not the password']))),
  )
  const [pages, probes] = [await somebody.leave(), await probe.leave()]
  const recovery = await logIn(person.password)
  await pause(2_000)
  memory.stop()

  const accepted = answers.filter(({ status }) => status === 200 || status === 401)
  const refused = answers.filter(({ status }) => status === 503)
  tell(
    `${LOGINS} logins at once`,
    `${accepted.length} answered in p50 ${time(accepted, 0.5)} max ${time(accepted, 1)}`,
    `${refused.length} refused in p50 ${time(refused, 0.5)} p99 ${time(refused, 0.99)}`,
    `the same number of requests to /healthz before: p50 ${time(measure, 0.5)}`,
    `/login during the flood ${pages.filter(({ status }) => status === 200).length} of ${pages.length} in p50 ${time(pages, 0.5)}`,
    `memory ${memory.before} MB, at most ${memory.peak()} MB, then ${memory.now()} MB`,
    `the next login took ${time([recovery], 1)}`,
  )
  const others = answers.filter((answer) => !accepted.includes(answer) && !refused.includes(answer))
  expect(others.map(({ status, code }) => `${status} ${code}`)).toEqual([])
  for (const { status, right } of accepted) expect(status).toBe(right ? 200 : 401)
  for (const { headers, code } of refused) expect([headers['retry-after'], code]).toEqual(['5', 'unavailable'])
  expect(accepted.length).toBeGreaterThan(4)
  expect(quantile(times(accepted), 1)).toBeLessThan(quantile(times(measure), 1) + LONGEST_SECONDS * 1000)
  expect(quantile(times(refused), 0.5)).toBeLessThan(quantile(times(measure), 0.5) + REFUSED_LATER_SECONDS * 1000)
  expect(pages.every(({ status }) => status === 200 || status === 503)).toBe(true)
  expect(quantile(times(pages), 0.5)).toBeLessThan(500)
  expect(new Set(probes.map(({ status }) => status))).toEqual(new Set([200]))
  expect(memory.peak() - memory.before).toBeLessThan(250)
  expect(recovery.status).toBe(200)
  expect(recovery.milliseconds).toBeLessThan(5_000)
  await site.stop()
})

const times = (answers: Answer[]) => answers.map(({ milliseconds }) => milliseconds)

function time(answers: Answer[], share: number): string {
  return `${(quantile(times(answers), share) / 1000).toFixed(2)} s`
}
