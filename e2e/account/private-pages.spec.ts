import { pages } from '../support/requests/routes-and-actions'
import { type Answer, type Asked, eachOf, sendRequest } from '../support/requests/send-request'
import { openAccount, sessionOf } from '../support/steps/open-account'
import { aPerson } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })
test.setTimeout(120_000)

const privatePages = pages.filter((path) => path.startsWith('/account'))
const privateData = ['/api/me', '/api/me/export', '/api/sessions', '/api/second-factors', '/api/activity', '/api/apps']
const middlewares = ['proxy', 'middleware', 'src/proxy', 'src/middleware', 'pages/_middleware']

/** Headers that once made Next skip its middleware, or that change the format of its answer. */
const tricks: Record<string, string>[] = [
  {},
  ...middlewares.map((name) => ({ 'x-middleware-subrequest': Array(5).fill(name).join(':') })),
  { 'x-middleware-subrequest-id': '1', 'x-middleware-next': '1', 'x-middleware-rewrite': '/account' },
  { 'x-middleware-prefetch': '1', purpose: 'prefetch' },
  { 'x-nextjs-data': '1' },
  {
    'x-matched-path': '/account',
    'x-invoke-path': '/account',
    'x-invoke-output': '/account',
    'x-invoke-status': '200',
  },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-segment-prefetch': '/account/__PAGE__' },
  {
    rsc: '1',
    'next-router-state-tree': '%5B%22%22%2C%7B%22children%22%3A%5B%22account%22%2C%7B%7D%5D%7D%2Cnull%2Cnull%2Ctrue%5D',
  },
  { rsc: '1', 'next-router-state-tree': 'garbage' },
  { 'next-url': '/account' },
  { 'x-original-url': '/account', 'x-rewrite-url': '/account', 'x-forwarded-prefix': '/account' },
  { 'x-rekey-client-ip': '127.0.0.1', 'x-rekey-refusal': '' },
  { authorization: 'Bearer null' },
  { cookie: 'session=; session=undefined; __Host-session=x' },
]

/** Other spellings of a path, which a cache or a router may mistake for another page. */
const spellings = (path: string) => [
  path,
  `/${path}`,
  `${path}/`,
  `${path}/.`,
  path.replace('a', '%61'),
  path.toUpperCase(),
  `${path}?_rsc=1`,
  `${path}?next=/account`,
  `${path}/x.css`,
  `${path}%2fx.css`,
  `${path};x.css`,
  `${path}%00.css`,
  `${path}%3fx.css`,
  `${path}.rsc`,
  `${path}.json`,
  `${path}.txt`,
  `${path}.segments/_tree.segment.rsc`,
  `/login/..${path}`,
  `/login/%2e%2e${path}`,
  `/_next/data/build${path}.json`,
  `/_next/static/..${path}`,
  `/_next/image?url=${path}&w=64&q=75`,
  `/api${path}`,
]

test('without the account’s own session no request gets its data [F12 F13]', async ({
  page,
  elsewhere,
  person,
  site,
}) => {
  const owner = { ...person, first_name: 'Canary', phone_number: aPerson().phone_number }
  await openAccount(page, owner)
  const stranger = aPerson()
  await openAccount(elsewhere, stranger)
  const [own, other] = [await sessionOf(page), await sessionOf(elsewhere)]
  const secrets = [owner.email, owner.last_name, owner.phone_number]
  const faults: unknown[] = []
  const addresses = privatePages.flatMap((path) => spellings(path).slice(1))
  const plain = [...privatePages, ...privateData]
  // Every trick with every plain path, and a sixth of the tricks with each other spelling.
  const cases = [...plain, ...addresses].flatMap((path, row) =>
    tricks.filter((_, column) => row < plain.length || (row + column) % 6 === 0).map((headers) => ({ path, headers })),
  )
  expect(cases.length).toBeGreaterThan(500)

  // The owner requests everything first, so that a cache would have something to keep.
  await eachOf([...addresses, ...privateData], async (path) => {
    const { status, body, headers } = await sendRequest(site.url + path, { headers: own })
    const personal = secrets.some((secret) => body.includes(secret))
    if (personal && !headers['cache-control']?.includes('no-store')) faults.push({ path, status, kept: true })
  })
  await eachOf(cases, async ({ path, headers }) => {
    for (const cookie of [undefined, other.cookie]) {
      const answer = await seen(site.url + path, { cookie, ...headers })
      const { status, body } = answer
      const told = secrets.some((secret) => body.includes(secret))
      const cached = /HIT|STALE/.test(String(answer.headers['x-nextjs-cache'])) || answer.headers.age !== undefined
      if (told || cached || status >= 500) faults.push({ path, headers, cookie, status, told, cached })
    }
  })
  expect(faults).toEqual([])

  const mine = await sendRequest(`${site.url}/account`, { headers: own })
  for (const secret of secrets) expect(mine.body).toContain(secret)
  const theirs = await sendRequest(`${site.url}/account`, { headers: other })
  expect(theirs.body).toContain(stranger.email)
})

test('without a session every account page leads to the login, and every API route refuses [F12]', async ({ site }) => {
  const faults: unknown[] = []
  await eachOf(tricks, async (headers) => {
    for (const path of privatePages) {
      const { status, headers: said, body } = await seen(site.url + path, headers)
      const leads = status === 307 && said.location?.startsWith('/login?next=/account')
      // An RSC answer contains the redirect, and a prefetch contains nothing.
      const told =
        status === 200 &&
        (headers.rsc ? body.includes('/login?next=') || headers['next-router-prefetch'] : body === '{}')
      if (!leads && !told) faults.push({ path, headers, status, body: body.slice(0, 200) })
    }
    for (const path of privateData) {
      const { status } = await seen(site.url + path, headers)
      if (status !== 401) faults.push({ path, headers, status })
    }
  })
  expect(faults).toEqual([])
})

test('redirects of private pages and their forms are not cached [F13]', async ({ page, person, site }) => {
  await openAccount(page, person)
  const faults: unknown[] = []
  let led = 0
  for (const path of privatePages) {
    const html = await (await page.request.get(path)).text()
    const id = /\$ACTION_ID_(\w+)/.exec(html)![1]!
    const sender = { origin: site.url, 'content-type': 'multipart/form-data; boundary=x' }
    const body = `--x\r\nContent-Disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--x--\r\n`
    const asked: Asked[] = [
      {},
      { headers: { rsc: '1' } },
      { headers: { rsc: '1', 'next-router-prefetch': '1' } },
      { method: 'POST', headers: sender, body },
      { method: 'POST', headers: { ...sender, 'content-type': 'text/plain', 'next-action': id }, body: '[]' },
    ]
    for (const each of asked) {
      const { status, headers } = await sendRequest(site.url + path, each)
      const leads = status >= 300 || headers['x-action-redirect'] !== undefined
      if (leads) led++
      if (!headers['cache-control']?.includes('no-store')) faults.push({ path, each, status, headers })
    }
  }
  expect(faults).toEqual([])
  // An RSC answer or a prefetch may have status 200 and contain the redirect.
  expect(led).toBeGreaterThanOrEqual(3 * privatePages.length)
})

/** Follows Next's redirect of an RSC request to a URL with `_rsc`. */
async function seen(url: string, headers: Record<string, string | undefined>): Promise<Answer> {
  const answer = await sendRequest(url, { headers })
  const there = answer.headers.location
  return answer.status === 307 && there?.includes('_rsc') ? sendRequest(new URL(there, url).href, { headers }) : answer
}
