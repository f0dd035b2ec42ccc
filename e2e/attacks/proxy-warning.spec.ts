import { setTimeout as pause } from 'node:timers/promises'
import { sendRequest } from '../support/requests/send-request'
import { aPassword, login, register } from '../support/steps/person'
import { expect, test } from '../support/test'

test.use({ environment: { TRUST_PROXY: '0', RATE_LIMITS: 'off' }, extraHTTPHeaders: {} })

test('without a proxy, forms that redirect log no proxy warning, and a header from outside is logged once [H7]', async ({
  page,
  person,
  site,
}) => {
  const warnings = () => site.log().filter((line) => line.includes('proxy.untrusted'))
  await register(page, person)
  await login(page, { ...person, password: aPassword() })
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
  // Long enough for everything that these requests log.
  await pause(300)
  expect(warnings()).toEqual([])
  for (const _ of 'twice.') await sendRequest(`${site.url}/login`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  await expect.poll(() => warnings().length).toBe(1)
  await pause(300)
  expect(warnings()).toHaveLength(1)
})
