import type { APIRequestContext, Page } from 'playwright/test'
import { aPerson, fill, type Person, press } from '../support/steps/person'
import { finishRegistration, registerAndGetLink } from '../support/steps/registration'
import { median, takesLonger } from '../support/takes-longer'
import { expect, test } from '../support/test'

const ROUNDS = 14
const AT_MOST = 1.25

// With the default hash, and without rate limits.
test.use({ environment: { REGISTRATION: 'confirm', PASSWORD_HASH: 'bcrypt', RATE_LIMITS: 'off' } })

test('an API client gets the same bytes in the same time, whether the email and the number are new or known [C1]', async ({
  page,
  person,
  mailbox,
  request,
}) => {
  test.setTimeout(180_000)
  await finishRegistration(page, await registerAndGetLink(page, person, mailbox))
  const answers = new Set<string>()
  const times: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round++) {
    for (const [kind, data] of Object.entries(registrations(person))) {
      const began = performance.now()
      const answer = await said(request, data)
      times[kind] = [...(times[kind] ?? []), performance.now() - began]
      answers.add(answer)
    }
  }
  expect([...answers]).toHaveLength(1)
  expect([...answers][0]).toMatch(/^202\b/)
  const medians = Object.entries(times).map(([kind, all]) => [kind, Math.round(median(all))] as const)
  process.stdout.write(`register, median of ${ROUNDS} in ms: ${medians.map((each) => each.join(' ')).join(', ')}\n`)
  for (const [kind, all] of Object.entries(times))
    for (const [other, theirs] of Object.entries(times))
      expect(takesLonger(all, theirs, AT_MOST), `${kind} takes longer than ${other}`).toBe(false)
})

for (const script of [true, false]) {
  test.describe(script ? 'the page' : 'the page without script', () => {
    test.use({ script })

    test('a browser gets the same answer and cookies, whether or not email and number are taken [C1]', async ({
      page,
      elsewhere,
      person,
      mailbox,
    }) => {
      await finishRegistration(page, await registerAndGetLink(page, person, mailbox))
      const answers = []
      for (const data of Object.values(registrations(person))) {
        await elsewhere.context().clearCookies()
        answers.push(await seen(elsewhere, data))
      }
      for (const answer of answers) expect(answer).toEqual(answers[0])
      expect(answers[0]!.cookies).toEqual([
        expect.stringMatching(/^address=_; /),
        expect.stringMatching(/^registration=_; Path=\/; .*HttpOnly; SameSite=lax$/i),
      ])
    })
  })
}

/** Four registrations that must be indistinguishable by their answers. */
function registrations(owner: Person) {
  return {
    new: aPerson(),
    known: { ...aPerson(), email: owner.email },
    'taken number': { ...aPerson(), phone_number: owner.phone_number },
    repeated: { ...aPerson(), email: `again.${owner.email}` },
  }
}

/** The whole answer except its date and request ID. */
async function said(request: APIRequestContext, data: Person): Promise<string> {
  const answer = await request.post('/api/register', { data })
  const headers = answer.headersArray().filter(({ name }) => !/^(date|x-request-id)$/i.test(name))
  return [answer.status(), ...headers.map(({ name, value }) => `${name}: ${value}`), await answer.text()].join('\n')
}

/** What a browser receives and shows, except what was typed, times, IDs and secrets. */
async function seen(page: Page, data: Person) {
  await page.goto('/register')
  await fill(page, data)
  const post = page.waitForResponse((response) => response.request().method() === 'POST')
  await press(page, 'register')
  const answer = await post
  await expect(page).toHaveURL(/\/register\?sent$/)
  const headers = await answer.headersArray()
  const named = (pattern: RegExp) => headers.filter(({ name }) => pattern.test(name))
  return {
    status: answer.status(),
    cookies: named(/^set-cookie$/i).map(({ value }) => value.replace(/=[^;]*/, '=_').replace(/Expires=[^;]*/, '')),
    headers: headers
      .filter(({ name }) => !/^(date|x-request-id|set-cookie)$/i.test(name))
      .map(({ name, value }) => `${name}: ${value.replace(/'nonce-[^']+'/g, '')}`),
    shown: (await page.getByRole('main').innerText()).replaceAll(data.email, '_'),
  }
}
