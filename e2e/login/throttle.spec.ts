import { onPostgres } from '../support/needs'
import { byTens, LIMIT, post, wrong } from '../support/requests/failed-logins'
import { startSite } from '../support/servers/site'
import { registerQuickly, tryLogin } from '../support/steps/open-account'
import { aPassword, aPerson } from '../support/steps/person'
import { anAddress, expect, test } from '../support/test'

type Send = (email: string, round: number) => Promise<number>

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

function inOtherCase(text: string, round: number): string {
  return [...text].map((letter, place) => ((round >> (place % 4)) & 1 ? letter.toUpperCase() : letter)).join('')
}
