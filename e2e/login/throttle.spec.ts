import type { APIRequestContext } from 'playwright/test'
import { onPostgres } from '../support/needs'
import { startSite } from '../support/servers/site'
import { emailsAreSent } from '../support/steps/emails-sent'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, openAccount, registerQuickly, tryLogin } from '../support/steps/open-account'
import { aPassword, aPerson, buttons, fill, labels, login, type Person, press } from '../support/steps/person'
import { anAddress, axe, expect, test } from '../support/test'

const LIMIT = 10
const json = { 'content-type': 'application/json' }
type Send = (email: string, round: number) => Promise<number>

const wrong = (email: string) => JSON.stringify({ email, password: 'not the password' })

/** Ways to look like another client with every attempt, or to reach the account differently. */
const dodges: [name: string, send: (url: string) => Send][] = [
  ...['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'CF-Connecting-IP', 'X-Client-IP', 'True-Client-IP'].map(
    (header): (typeof dodges)[number] => [
      header,
      (url) => (email, round) => post(`${url}/api/login`, wrong(email), { [header]: `203.0.113.${round}` }),
    ],
  ),
  ['the case of the email', (url) => (email, round) => post(`${url}/api/login`, wrong(inOtherCase(email, round)))],
  ['spaces around it', (url) => (email, round) => post(`${url}/api/login`, wrong(`${' '.repeat(round % 7)}${email} `))],
  ['both login URLs', (url) => (email, round) => post(`${url}${round % 2 ? '/login' : '/api/login'}`, wrong(email))],
  ['other members', (url) => (email, round) => post(`${url}/api/login`, wrong(email).replace('{', `{"x${round}":1,`))],
  ['another browser', (url) => (email, round) => post(`${url}/api/login`, wrong(email), { 'user-agent': `x${round}` })],
  [
    'a made-up device cookie',
    (url) => (email, round) => post(`${url}/api/login`, wrong(email), { cookie: `device=a${round}` }),
  ],
]

test('whatever changes from attempt to attempt, an account gets ten failed ones [B3 B4]', async ({ site }) => {
  for (const [name, sender] of dodges) {
    const [send, { email }] = [sender(site.url), aPerson()]
    const statuses = []
    for (let round = 0; round < 14; round++) statuses.push(await send(email, round))
    expect(statuses, name).toEqual([...Array(LIMIT).fill(401), ...Array(4).fill(429)])
  }
})

test('of fifty concurrent attempts at two instances ten get through, and a restart forgets none [B4 B6]', {
  tag: onPostgres,
}, async ({ site }) => {
  const second = await startSite({
    databaseUrl: site.databaseUrl,
    mailbox: site.mailbox,
    environment: { AUTH_SECRET: site.authSecret },
  })
  try {
    const { email } = aPerson()
    const attempts = Array.from({ length: 50 }, (_, round) =>
      post(`${round % 2 ? site.url : second.url}/api/login`, wrong(email), { 'x-forwarded-for': anAddress() }),
    )
    const statuses = await Promise.all(attempts)
    expect(statuses.filter((status) => status === 401)).toHaveLength(LIMIT)
    expect(statuses.filter((status) => status === 429)).toHaveLength(50 - LIMIT)
    await second.restart()
    expect(await post(`${second.url}/api/login`, wrong(email), { 'x-forwarded-for': anAddress() })).toBe(429)
  } finally {
    await second.stop()
  }
})

test('one client gets fifty failed attempts, for any number of accounts and with any headers [B4 H7]', async () => {
  const site = await startSite({ environment: { TRUST_PROXY: '0' } })
  try {
    const statuses = await byTens(60, (round) =>
      post(`${site.url}/api/login`, wrong(aPerson().email), { 'x-forwarded-for': `203.0.113.${round}` }),
    )
    expect(statuses.filter((status) => status === 401)).toHaveLength(50)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    // An operator who forgot the setting gets one warning.
    expect(site.log().filter((line) => line.includes('proxy.untrusted'))).toHaveLength(1)
  } finally {
    await site.stop()
  }
})

test('entries left of the trusted proxy’s in X-Forwarded-For make no other client [B4 H7]', async ({
  site,
  address,
}) => {
  const statuses = await byTens(60, (round) =>
    post(`${site.url}/api/login`, wrong(aPerson().email), { 'x-forwarded-for': `203.0.113.${round}, ${address}` }),
  )
  expect(statuses.filter((status) => status === 401)).toHaveLength(50)
})

test('a refusal is problem details with the time to wait, the same with and without an account [B1 B3 H5]', async ({
  person,
  request,
}) => {
  await registerQuickly(request, person)
  const answers = []
  for (const { email } of [person, aPerson()]) {
    for (let round = 0; round < LIMIT; round++) await tryLogin(request, { email, password: aPassword() })
    const answer = await request.post('/api/login', { data: { email, password: person.password } })
    expect(answer.status()).toBe(429)
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(14 * 60)
    expect(answer.headers()['content-type']).toBe('application/problem+json')
    answers.push(await answer.json())
  }
  expect(answers[0]).toEqual({
    type: '/problems/too-many-requests',
    title: 'Too many attempts.',
    status: 429,
    code: 'too-many-requests',
    detail: 'Please try again in 15 minutes.',
  })
  expect(answers[1]).toEqual(answers[0])
})

for (const script of [true, false]) {
  test.describe(script ? 'while others guess' : 'while others guess, without script', () => {
    test.use({ script })

    test('a new browser is told how long to wait, and a reset lets it in at once [B5]', async ({
      page,
      person,
      site,
      mailbox,
      request,
    }) => {
      await registerQuickly(request, person)
      await guess(site.url, person, 12)
      await login(page, person)
      await expect(page.getByRole('alert').first()).toContainText('Too many attempts. Please try again in 15 minutes.')
      await expect(page.getByLabel(labels.email)).toHaveValue(person.email)
      expect(await axe(page)).toEqual([])

      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await press(page, 'forgotPassword')
      await page.goto(linkInEmail('/reset-password', await mailbox.waitFor(person.email, { subject: /reset/i })))
      const password = aPassword()
      await fill(page, { new_password: password })
      await page.getByRole('button', { name: buttons.resetPassword }).click()
      await expect(page).toHaveURL(/notice=password-reset/)
      await guess(site.url, person, 12)
      await login(page, { ...person, password })
      await expect(page).toHaveURL('/account')
    })

    // Without script, one journey shows the page that says so.
    if (!script) return

    test('the owner of a known browser notices nothing [B5]', async ({ page, person, site }) => {
      await openAccount(page, person)
      await press(page, 'logout')
      await expect(page).toHaveURL(/logged-out/)
      await guess(site.url, person, 40)
      await login(page, person)
      await expect(page).toHaveURL('/account')
    })

    test('ten wrong passwords inside an account are limited there, and logins elsewhere still work [F8]', async ({
      page,
      person,
      request,
    }) => {
      await openAccount(page, person)
      const program = await loginAsProgram(request, person)
      for (let round = 0; round < LIMIT; round++) await changePassword(request, program, aPassword())
      const refused = await changePassword(request, program, person.password)
      expect(refused.status()).toBe(429)
      await page.goto('/account/password')
      await fill(page, { new_password: aPassword() })
      await page.getByRole('button', { name: buttons.changePassword }).click()
      await expect(page).toHaveURL(/\/account\/password\?saved/)
    })
  })
}

test('after a hundred registrations in an hour an IP address has to wait [A18]', async ({ site, request }) => {
  const statuses = await byTens(110, async () => (await request.post('/api/register', { data: aPerson() })).status())
  expect(statuses.filter((status) => status === 201)).toHaveLength(100)
  expect(statuses.filter((status) => status === 429)).toHaveLength(10)
  const answer = await request.post('/api/register', { data: aPerson() })
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(3000)
  expect(await post(`${site.url}/api/register`, JSON.stringify(aPerson()), { 'x-forwarded-for': anAddress() })).toBe(
    201,
  )
})

test('twenty requests for one email send one email, and every answer is the same [C5]', async ({
  person,
  request,
  mailbox,
}) => {
  await registerQuickly(request, person)
  const answers = []
  for (let round = 0; round < 20; round++) {
    const answer = await request.post('/api/forgot-password', { data: { email: person.email } })
    answers.push(`${answer.status()} ${await answer.text()}`)
  }
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toMatch(/^202 /)
  await mailbox.waitFor(person.email, { subject: /reset/i })
  await emailsAreSent(request, mailbox)
  expect(mailbox.sentTo(person.email, { subject: /reset/i })).toHaveLength(1)
})

test('bad tokens are refused, and from the fifty-first on not even read [D13r]', async ({ request }) => {
  const statuses = []
  for (let round = 0; round < 55; round++) {
    const data = { token: `made.up.${round}`, new_password: aPassword() }
    statuses.push((await request.post('/api/reset-password', { data })).status())
  }
  expect(statuses).toEqual([...Array(50).fill(400), ...Array(5).fill(429)])
})

/** Sends wrong passwords for one account, each from another IP address. */
async function guess(url: string, { email }: Pick<Person, 'email'>, times: number) {
  const attempts = Array.from({ length: times }, () =>
    post(`${url}/api/login`, wrong(email), { 'x-forwarded-for': anAddress() }),
  )
  expect(await Promise.all(attempts)).toContain(429)
}

function changePassword(request: APIRequestContext, headers: Record<string, string>, password: string) {
  return request.post('/api/change-password', {
    headers,
    data: { current_password: password, new_password: aPassword() },
  })
}

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...json, 'x-forwarded-for': anAddress(), ...headers },
    body,
  })
  await answer.arrayBuffer()
  return answer.status
}

/** Ten at the same time: a slow machine would refuse more with 503, because their hashes would wait too long. */
async function byTens(count: number, send: (round: number) => Promise<number>): Promise<number[]> {
  const statuses = []
  for (let sent = 0; sent < count; sent += 10)
    statuses.push(...(await Promise.all(Array.from({ length: 10 }, (_, place) => send(sent + place)))))
  return statuses
}

function inOtherCase(text: string, round: number): string {
  return [...text].map((letter, place) => ((round >> (place % 4)) & 1 ? letter.toUpperCase() : letter)).join('')
}
