import { everyday } from '../support/needs'
import { startSite } from '../support/servers/site'
import { fill, labels, press, register } from '../support/steps/person'
import { expect, test } from '../support/test'

const paths = ['/', '/login', '/register', '/forgot-password']
/** What a stranger may send in the first request. None of it may reach later visitors. */
const odd = {
  'accept-language': 'evil',
  authorization: 'Bearer evil',
  'next-url': '/evil',
  'user-agent': 'Googlebot evil',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'evil',
  'x-matched-path': '/evil',
  'x-middleware-rewrite': '/evil',
  'x-rekey-refusal': 'evil',
}

test('a cached page contains no nonce and nothing from the first request [H1 F11]', { tag: everyday }, async ({
  site,
}) => {
  for (const path of paths) {
    const answers = await Promise.all([odd, {}].map((headers) => fetch(site.url + path, { headers })))
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()))
    expect([path, answers.map(({ status }) => status)]).toEqual([path, [200, 200]])
    expect([path, first]).toEqual([path, second])
    expect([path, first!.includes('evil'), /nonce(="|\\":\\")[\w+/]/.test(first!)]).toEqual([path, false, false])
    const [policy, again] = answers.map(({ headers }) => headers.get('content-security-policy'))
    expect(policy).toMatch(/script-src 'self'( 'sha256-[\w+/]{43}=')+;/)
    expect(policy).not.toMatch(/nonce|unsafe|dynamic/)
    expect(again).toBe(policy)
    const ids = answers.map(({ headers }) => headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(2)
    expect(answers[0]!.headers.get('cache-control')).toContain('no-store')
  }
})

test('a request with a session or for part of a page is not answered from the cache [H1 F13]', {
  tag: everyday,
}, async ({ site }) => {
  const policyOf = async (path: string, init: RequestInit = {}) =>
    (await fetch(site.url + path, { redirect: 'manual', ...init })).headers.get('content-security-policy')
  for (const [path, headers] of [
    ['/login', { cookie: 'a=b' }],
    ['/login?notice=logged-out', {}],
    ['/login', { rsc: '1' }],
  ] as const)
    expect([path, headers, (await policyOf(path, { headers }))?.includes('sha256')]).toEqual([path, headers, false])
  const known = await fetch(`${site.url}/login`, { headers: { cookie: 'address=ada@example.com' } })
  expect(await known.text()).toContain('value="ada@example.com"')
  expect((await fetch(`${site.url}/login`, { headers: { 'content-type': 'application/json' } })).status).toBe(405)
  expect((await fetch(`${site.url}/login`, { method: 'POST' })).status).toBe(415)
})

test('a script injected into a cached page does not run, and its own scripts do [H1]', async ({ page }) => {
  const planted =
    '<script>document.body.dataset.planted = 1</script><img src="x" onerror="document.body.dataset.planted = 2">'
  const foreign = '<script nonce="" src="https://evil.example/a.js"></script>'
  await page.addInitScript(() => {
    const blocked: string[] = []
    Object.assign(window, { blocked })
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      blocked.push(`${effectiveDirective} ${blockedURI}`)
    })
  })
  await page.route('**/login', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replace('<h1>', `${planted}${foreign}<h1>`)
    await route.fulfill({ response: answer, body })
  })
  await page.goto('/login')
  const blocked = () => page.evaluate(() => (window as unknown as { blocked: string[] }).blocked)
  await expect
    .poll(async () => (await blocked()).sort())
    .toEqual(['script-src-attr inline', 'script-src-elem https://evil.example/a.js', 'script-src-elem inline'])
  await expect(page.locator('body')).not.toHaveAttribute('data-planted')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(page.getByLabel(labels.password, { exact: true })).toHaveAttribute('type', 'text')
})

test('going back to the login page after logging in leads on, and after logging out shows it again [F13]', async ({
  page,
  person,
}) => {
  await register(page, person)
  await expect(page).toHaveURL(/\/login/)
  await page.context().clearCookies()
  await page.goto('/login')
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/account$/)
  await press(page, 'logout')
  await expect(page).toHaveURL(/notice=logged-out$/)
  await page.goto('/login')
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible()
})

test('one build shows each site’s own name and registration mode', async ({ page }) => {
  const site = await startSite({ environment: { APP_NAME: 'A & <b>B</b>', REGISTRATION: 'closed' } })
  for (const path of ['/login', '/login', '/login?again']) {
    await page.goto(site.url + path)
    await expect(page).toHaveTitle('Log in – A & <b>B</b>')
    await expect(page.getByRole('banner')).toHaveText('A & <b>B</b>')
    await expect(page.getByRole('link', { name: 'Create an account' })).toHaveCount(0)
  }
  await site.stop()
})
