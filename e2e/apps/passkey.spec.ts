import { startApp } from '../support/apps/an-app'
import { welcomed } from '../support/apps/go-through-login'
import { logout } from '../support/steps/open-account'
import {
  loginByButton,
  passkeyButton,
  turnOnWithPasskey,
  withPasskey,
  withPasskeyAtLogin,
} from '../support/steps/passkeys'
import { fill, press } from '../support/steps/person'
import { axe, expect, test, withoutLimits } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

test.use({ environment: withoutLimits })

test('a passkey leads on into the app, by the button and from the menu', async ({ page, person, mailbox, site }) => {
  test.slow()
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const wiki = await startApp(site)
  await page.goto(`${wiki.url}/login`)
  await expect(page.getByText('Log in to continue to Wiki')).toBeVisible()
  await expect(passkeyButton(page)).toBeVisible()
  expect(await axe(page)).toEqual([])
  await loginByButton(page, authenticator)
  await welcomed(page, wiki, person.email)

  await authenticator.touch(false)
  await page.goto('/account')
  await logout(page)
  await authenticator.touch(true)
  await page.goto(`${wiki.url}/login`)
  await welcomed(page, wiki, person.email)
  expect(wiki.entered).toHaveLength(2)
  wiki.stop()
})

test('two tabs on the way into the app: the second one goes on without ending the session of the first', async ({
  page,
  person,
  mailbox,
  site,
}) => {
  test.slow()
  const authenticator = await withPasskeyAtLogin(page, person, mailbox)
  const [passkey] = await authenticator.passkeys()
  const wiki = await startApp(site)
  const second = await page.context().newPage()
  const other = await virtualAuthenticator(second, { passkeys: [passkey!], touched: false })
  await page.goto(`${wiki.url}/login`)
  await second.goto(`${wiki.url}/login`)
  await expect(passkeyButton(second)).toBeVisible()
  await loginByButton(page, authenticator)
  await welcomed(page, wiki, person.email)
  const session = (await page.context().cookies(site.url)).find(({ name }) => name === 'session')?.value
  await loginByButton(second, other)
  await expect(second).not.toHaveURL(/\/login\/app\//)
  expect((await page.context().cookies(site.url)).find(({ name }) => name === 'session')?.value).toBe(session)
  wiki.stop()
})

test('a passkey is the second step on the way into the app, and confirms for an app that asks', async ({
  page,
  person,
  mailbox,
  site,
}) => {
  test.slow()
  const authenticator = await withPasskey(page, person, mailbox)
  await turnOnWithPasskey(page)
  const wiki = await startApp(site)
  await page.goto(`${wiki.url}/login?prompt=login`)
  await expect(page.getByText('Use your passkey to continue to Wiki')).toBeVisible()
  expect(await axe(page)).toEqual([])
  await press(page, 'usePasskey')
  await welcomed(page, wiki, person.email)

  await authenticator.touch(false)
  await page.goto('/account')
  await logout(page)
  await page.goto(`${wiki.url}/login`)
  await fill(page, { email: person.email, password: person.password })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/login\/second-step\?next=/)
  await authenticator.touch(true)
  await press(page, 'usePasskey')
  await welcomed(page, wiki, person.email)
  wiki.stop()
})
