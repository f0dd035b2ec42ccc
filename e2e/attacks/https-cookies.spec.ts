import type { Page } from 'playwright/test'
import { https } from '../support/servers/https-environment'
import { startSite } from '../support/servers/site'
import { pagesOfLinks } from '../support/steps/account-pages'
import type { Person } from '../support/steps/person'
import { expect, test } from '../support/test'

const kept = (name: string, path: string) =>
  new RegExp(`^${name}=[^;]+; Path=${path};.*Secure; HttpOnly; SameSite=lax$`, 'i')

test('with https the cookies are bound to this host, and browsers are told to keep using https [F1 H2]', async ({
  page,
  person,
  request,
}) => {
  const site = await startSite({ environment: https })
  const names = ['reset', 'verify', 'confirm', 'undo', 'not-me', 'contest']
  for (const [index, path] of pagesOfLinks.entries()) {
    const answer = await request.get(`${site.url}${path}?token=abc`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([303, `${https.APP_URL}${path}?cookie-sent`])
    expect(answer.headers()['set-cookie']).toMatch(kept(`__Secure-${names[index]}`, path))
    expect(answer.headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
  }
  await request.post(`${site.url}/api/register`, { data: person })
  const cookies = await cookiesOf(page, `${site.url}/login`, person)
  expect(cookies).toHaveLength(3)
  expect(cookies[0]).toMatch(kept('__Host-session', '/'))
  expect(cookies[1]).toMatch(kept('__Host-device', '/'))
  expect(cookies[2]).toMatch(/^__Host-address=; Path=\/;.*Max-Age=0/i)
  await site.stop()
})

test('the cookie that recognizes the browser that registered is bound to this host too [F1]', async ({
  page,
  person,
}) => {
  const site = await startSite({ environment: { ...https, REGISTRATION: 'confirm' } })
  const cookies = await cookiesOf(page, `${site.url}/register`, person)
  expect(cookies).toHaveLength(2)
  expect(cookies[0]).toMatch(kept('__Host-address', '/'))
  expect(cookies[1]).toMatch(kept('__Host-registration', '/'))
  await site.stop()
})

/** The cookies set by the answer to a page's form, which is sent like from a browser without script over HTTPS. */
async function cookiesOf(page: Page, url: string, person: Person): Promise<string[]> {
  await page.goto(url)
  const hidden = await page.evaluate(
    () => Object.fromEntries(new FormData(document.forms[0])) as Record<string, string>,
  )
  const headers = { origin: https.APP_URL }
  const answer = await page.request.post(url, { multipart: { ...hidden, ...person }, headers, maxRedirects: 0 })
  expect(answer.status()).toBe(303)
  return answer.headersArray().flatMap(({ name, value }) => (name.toLowerCase() === 'set-cookie' ? [value] : []))
}
