import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { noteClientFault, touchClient } from '@/db/provider/clients'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { findingsBeyondFine } from '@/test/doctor-context'
import { aWiki, examined, said } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { aProxiedApp } from '@/test/provider/proxied-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

type Proxy = {
  page?: (request: IncomingMessage) => number | undefined
  leavesLogin?: boolean
  wasUsed?: boolean
  host?: string
  fields?: Parameters<typeof aProxiedApp>[1]
}

/** What the doctor finds of an app whose proxy asks Rekey, unless `page` answers or it leaves nothing to Rekey. */
async function foundBehind({ page, leavesLogin = true, wasUsed = true, host, fields }: Proxy = {}) {
  const server = createServer(async (request, response) => {
    const { url = '' } = request
    const forwarded = { accept: 'text/html', 'x-forwarded-host': host ?? here(), 'x-forwarded-uri': url }
    const isLogin = url.startsWith('/.rekey/')
    const own = isLogin ? (leavesLogin ? undefined : 404) : page?.(request)
    if (own) return void response.writeHead(own).end()
    const { status, headers } = await sendRequest(site.url + (isLogin ? url : '/forward-auth'), { headers: forwarded })
    response.writeHead(status, headers.location ? { location: headers.location } : {}).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const here = () => `localhost:${(server.address() as AddressInfo).port}`
  const { client } = await aProxiedApp(site, { redirectUris: [`http://${here()}/.rekey/callback`], ...fields })
  if (wasUsed) await touchClient(client.id)
  const findings = await examined(client.id)
  server.closeAllConnections()
  server.close()
  return { findings, id: client.id }
}

test('an app whose proxy asks about everything has no problem', async () => {
  const { findings } = await foundBehind()
  expect(findingsBeyondFine(findings)).toEqual([])
  expect(said(findings, 'proxy.page')).toMatch(/is led to the login\.$/)
  expect(said(findings, 'proxy.login')).toMatch(/leaves http:\/\/localhost:\d+\/\.rekey\/ to Rekey/)
})

test('a disabled app has that one problem, and what it causes is not looked for', async () => {
  const { findings } = await foundBehind({ fields: { disabledAt: new Date(0) } })
  expect(findingsBeyondFine(findings)).toEqual(['fault disabled'])
  expect(findings.filter(({ check }) => check.startsWith('proxy') || check === 'authorize')).toEqual([])
})

test('while nobody reaches Rekey, the proxy is not blamed', async () => {
  const { client } = await aProxiedApp(site)
  await using other = await aWiki(site, { '/.well-known/openid-configuration': 404 })
  const findings = await withSettings({ PROVIDER: 'on', APP_URL: other.url }, () => examined(client.id))
  expect(findingsBeyondFine(findings)).toEqual(['fault discovery', 'hint seen'])
})

test('what is wrong with the proxy leads to the page on apps behind a proxy', async () => {
  const { findings, id } = await foundBehind({ page: () => 200 })
  const docs = 'Compare the configuration of the proxy with docs/behind-a-proxy.md'
  expect(findings.find(({ check }) => check === 'proxy.page')?.mend).toBe(docs)
  await noteClientFault(id, 'login-unseen', 'wiki.example.com')
  expect((await examined(id)).find(({ check }) => check === 'refused.login-unseen')?.mend).toBe(docs)
})

const faulty: [what: string, proxy: Proxy, findings: string[]][] = [
  ['lets everybody in', { page: () => 200 }, ['fault proxy.page']],
  ['believes a header', { page: ({ headers }) => (headers['remote-user'] ? 200 : undefined) }, ['fault proxy.page']],
  ['cannot ask', { page: () => 502 }, ['fault proxy.page']],
  ['asks nobody and lets nobody in', { page: () => 403 }, ['warning proxy.page']],
  ['keeps the login for itself', { leavesLogin: false }, ['fault proxy.login']],
  ['names no host', { host: '' }, ['fault proxy.login', 'warning proxy.page']],
]
for (const [what, proxy, expected] of faulty) {
  test(`a proxy that ${what} is found`, async () => {
    expect(findingsBeyondFine((await foundBehind(proxy)).findings)).toEqual(expected)
  })
}

test('a proxy that keeps the login for itself is told in two sentences what it has to do', async () => {
  const { findings } = await foundBehind({ leavesLogin: false })
  expect(said(findings, 'proxy.login')).toMatch(
    /^Nobody can log in, because requests to http:\/\/localhost:(\d+)\/\.rekey\/ do not reach the login of this app \(the answer is 404\)\. The proxy has to pass them on to Rekey, with the header X-Forwarded-Host: localhost:\1\.$/,
  )
})

test('until somebody has logged in, the doctor says what it cannot see', async () => {
  const { findings } = await foundBehind({ wasUsed: false })
  expect(findingsBeyondFine(findings)).toEqual(['hint seen', 'hint proxy.unseen'])
})

test('a proxy that names the host of another app is found', async () => {
  const other = await aProxiedApp(site)
  const { findings } = await foundBehind({ host: other.host })
  expect(findingsBeyondFine(findings)).toEqual(['fault proxy.login', 'warning proxy.page'])
  expect(said(findings, 'proxy.login')).toMatch(/^The proxy sends another host than localhost:\d+ to Rekey\.$/)
})
