import { everyday } from '../support/needs'
import { fill, labels, press } from '../support/steps/person'
import { expect, test } from '../support/test'

test('react-hook-form is fetched when someone starts to fill in a form, and not before', { tag: everyday }, async ({
  page,
}) => {
  const scripts: Promise<string>[] = []
  page.on('response', (each) => each.request().resourceType() === 'script' && scripts.push(each.text()))
  const loaded = async () => (await Promise.all(scripts)).filter((text) => text.includes('reValidateMode')).length
  await page.goto('/login', { waitUntil: 'networkidle' })
  expect(scripts.length).toBeGreaterThan(0)
  expect(await loaded()).toBe(0)
  await page.getByLabel(labels.email).focus()
  await expect.poll(loaded).toBe(1)
})

test('fields that the browser rejects are not sent and are checked again with every change [K3]', async ({ page }) => {
  const sent: string[] = []
  // Script also asks for the options of passkeys, which have no field of this form.
  page.on('request', (each) => each.method() === 'POST' && each.url().endsWith('/login') && sent.push(each.url()))
  await page.goto('/login')
  await fill(page, { email: 'ada@' })
  await press(page, 'login')
  await expect(page.locator('.summary li')).toHaveText([/email/i, /password/i])
  await fill(page, { email: 'ada@example.com' })
  // A single error is shown only once, at its field.
  await expect(page.locator('.summary a')).toHaveAttribute('href', '#password')
  await expect(page.getByText('Enter your password.')).toHaveCount(1)
  expect(sent).toEqual([])
})

test('if it cannot be fetched, only the server checks, and nothing typed is lost [K6]', async ({ page }) => {
  await page.goto('/login', { waitUntil: 'networkidle' })
  await page.route('**/_next/static/**', (route) => route.abort())
  await fill(page, { email: 'ada@' })
  await press(page, 'login')
  await expect(page.locator('#email-error')).toBeVisible()
  await expect(page.locator('.summary')).toBeFocused()
  await expect(page.getByLabel(labels.email)).toHaveValue('ada@')
})

test('an error from the server disappears when its field is changed [K3]', async ({ page, person }) => {
  await page.goto('/register')
  await fill(page, { ...person, password: 'password123' })
  await press(page, 'register')
  await expect(page.locator('#password-error')).toHaveText(/too common/)
  await expect(page.getByLabel(labels.first_name)).toHaveValue(person.first_name)
  await fill(page, { password: person.password })
  await expect(page.locator('#password-error')).toHaveCount(0)
  await press(page, 'register')
  await expect(page).toHaveURL(/\/login/)
})

test('fields that a password manager fills in without a keystroke count [K5]', async ({ page, person }) => {
  await page.request.post('/api/register', { data: person })
  await page.goto('/login')
  await page.getByLabel(labels.email).focus()
  await page.waitForLoadState('networkidle')
  for (const name of ['email', 'password'] as const) {
    await page.getByLabel(labels[name], { exact: true }).evaluate((input: HTMLInputElement, value) => {
      input.value = value
      input.dispatchEvent(new Event('change', { bubbles: true }))
    }, person[name])
  }
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account/)
})
