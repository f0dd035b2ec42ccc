import { spawnSync } from 'node:child_process'
import { axe } from '../support/pages/axe'
import { ways } from '../support/pages/looks'
import { isFit } from '../support/pages/page-is-fit'
import { openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

const hasCurl = spawnSync('curl', ['--version']).status === 0

test.describe('in a small dark window', () => {
  test.use(ways[0].use)

  test('the documentation is accessible with every operation open [K1 K7 K8]', async ({ page }) => {
    await page.goto('/docs')
    await isFit(page, '/docs')
    await page.locator('details').evaluateAll((all) => {
      for (const each of all) each.setAttribute('open', '')
    })
    await expect(page.locator('#register table').first()).toBeVisible()
    expect(await axe(page)).toEqual([])
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1280, height: 900 })
    expect(await axe(page)).toEqual([])
  })
})

test('documented requests are sent from the page by keyboard, and a curl line works in a shell', async ({
  page,
  person,
  site,
}) => {
  const faults: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto('/docs', { waitUntil: 'networkidle' })
  const open = async (id: string) => {
    await page.locator(`#${id} > summary`).focus()
    await page.keyboard.press('Enter')
    return page.locator(`#${id}`)
  }
  const send = async (id: string, body?: object) => {
    const operation = await open(id)
    if (body) await operation.getByLabel('Body', { exact: true }).fill(JSON.stringify(body))
    await operation.getByRole('button', { name: /^Send/ }).focus()
    await page.keyboard.press('Enter')
    return operation.locator('.try > [role=status]')
  }

  const { email, password } = person
  await expect(await send('register', person)).toContainText('201, application/json')
  await expect(await send('login', { email, password })).toContainText('200, application/json')
  await page.getByRole('button', { name: 'Use this access token' }).click()
  await expect(page.getByText('In use.', { exact: true })).toBeVisible()
  await expect(await send('whoAmI')).toContainText(email)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url().replace(site.url, '')))
  for (const [id, member, value, code] of [
    ['listActivity', 'before', '1&x', 'invalid-input'],
    ['revokeSession', 'id', 'a/b', 'not-found'],
  ] as const) {
    await (await open(id)).getByLabel(member, { exact: true }).fill(value)
    await page.locator(`#${id}`).getByRole('button', { name: /^Send/ }).press('Enter')
    await expect(page.locator(`#${id} .try > [role=status]`)).toContainText(`"code": "${code}"`)
  }
  expect(asked).toEqual(['/api/activity?before=1%26x', '/api/sessions/a%2Fb'])
  // The token is stored nowhere: not in a cookie, not in browser storage, and not across a reload.
  expect(await page.context().cookies()).toEqual([])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  await page.reload({ waitUntil: 'networkidle' })
  await expect(page.getByLabel('Access token', { exact: true })).toHaveValue('')
  await expect(await send('whoAmI')).toContainText('"code": "unauthenticated"')

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const login = await open('login')
  await login.getByRole('button', { name: 'Copy the curl line of “Log in”' }).press('Enter')
  await expect(login.getByText('Copied.')).toBeVisible()
  if (hasCurl) {
    const line = await page.evaluate(() => navigator.clipboard.readText())
    expect(line).toContain(site.url)
    // The person in the examples has no account on this site.
    const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8' })
    expect(JSON.parse(stdout)).toMatchObject({ code: 'invalid-credentials' })
  }
  // Every browser logs refused requests to its console.
  expect(faults.filter((fault) => !/40[14]|422/.test(fault))).toEqual([])
})

test('the page of a problem links to the operations that can return it, and the link opens them', async ({ page }) => {
  await page.goto('/problems/invalid-credentials')
  await page.getByRole('link', { name: 'Log in', exact: true }).click()
  await expect(page).toHaveURL('/docs#login')
  await expect(page.locator('#login pre').first()).toBeInViewport()
  await expect(page.locator('#register pre').first()).toBeHidden()
})

test('requests sent from the documentation never use the session of the browser', async ({ page, person }) => {
  await openAccount(page, person)
  await page.goto('/docs', { waitUntil: 'networkidle' })
  await page.locator('#deleteAccount > summary').click()
  await page.locator('#deleteAccount').getByRole('button', { name: /^Send/ }).click()
  await expect(page.locator('#deleteAccount .try > [role=status]')).toContainText('401')
})

test('before the script has loaded, typed text cannot end up in the URL', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url })
  const page = await context.newPage()
  await page.goto('/docs')
  expect(await page.locator('form').count()).toBe(0)
  await expect(page.locator('.try').first()).toBeHidden()
  await page.locator('#login > summary').click()
  await expect(page.locator('#login pre').first()).toContainText('curl -s')
  await expect(page.locator('#login').getByRole('link', { name: 'invalid-credentials' })).toBeVisible()
  await context.close()
})
