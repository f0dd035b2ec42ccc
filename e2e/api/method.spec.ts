import { refusalChecker } from '../support/requests/refusal-checker'
import { handlers, pages, switchedOff } from '../support/requests/routes-and-actions'
import { eachOf, sendRequest } from '../support/requests/send-request'
import { expect, test, withoutApps } from '../support/test'

test.use({ environment: withoutApps })

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LINK', 'PURGE']

test('every URL answers only its own methods and lists them [H5]', async ({ page, site }) => {
  const refusalFaults = await refusalChecker(site.url)
  await page.goto('/login')
  const script = await page.locator('script[src]').first().getAttribute('src')
  const files = [script!, '/icon.svg', '/favicon.ico', '/apple-icon.png'].map((path) => ({
    path,
    allowed: ['GET', 'HEAD'],
  }))
  const doors = handlers.map(({ path, methods }) => ({
    path,
    allowed: methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  }))
  const addresses = [...doors, ...files, ...pages.map((path) => ({ path, allowed: ['GET', 'HEAD', 'POST'] }))]
  expect(addresses.length).toBeGreaterThan(35)

  const faults: unknown[] = []
  const cases = addresses.flatMap((each) => methods.map((method) => ({ ...each, method })))
  await eachOf(cases, async ({ path, allowed, method }) => {
    const answer = await sendRequest(site.url + path, { method, headers: { cookie: 'canary=0451' } })
    const said = answer.headers.allow
    const [status, words] = [answer.status, allowed.join(', ')]
    // Every other path under /api is not found, whatever the method.
    const nothing = path === '/api/nothing' || switchedOff.includes(path)
    const refused = nothing ? status === 404 : status === 405 && said === words
    const heard = status !== 405 && status < 500 && said === undefined
    const right = !nothing && allowed.includes(method) ? heard : refused
    if (!right || answer.body.includes('0451')) faults.push({ path, method, status, said })
    if (status === 405 && method !== 'HEAD') faults.push(...refusalFaults(answer, ['method-not-allowed']))
  })
  expect(faults).toEqual([])
})

test('no URL lets another origin read its answers, even after a preflight request [H5]', async ({ site }) => {
  const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' }
  const faults: unknown[] = []
  // The public keys may be read from every origin and need no credential.
  const doors = handlers.map(({ path }) => path).filter((path) => path !== '/.well-known/jwks.json')
  await eachOf([...doors, ...pages, '/icon.svg', '/favicon.ico', '/apple-icon.png'], async (path) => {
    for (const origin of ['https://evil.example', 'null', site.url]) {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers, status } = await sendRequest(site.url + path, { method, headers: { origin, ...asks } })
        const shared = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
        if (shared.length > 0 || (method === 'OPTIONS' && status < 400))
          faults.push({ path, origin, method, status, shared })
      }
    }
  })
  expect(faults).toEqual([])
})
