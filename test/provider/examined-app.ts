import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { examineClient } from '@/lib/clients/doctor/examine-client'
import { config } from '@/lib/config'
import type { Finding } from '@/lib/doctor/finding'
import { successOf } from '@/test/success-of'
import type { ProviderSite } from './provider-site'
import { anApp } from './running-app'

/** What the doctor of the app with that ID finds. */
export async function examined(id: string, secret?: string): Promise<Finding[]> {
  // The first question makes the keys, for which a busy machine takes longer than the doctor waits.
  await fetch(`${config().APP_URL}/.well-known/openid-configuration`).catch(() => {})
  return successOf(await examineClient({ id, secret }, { name: 'ann' })).findings
}
const found = (findings: Finding[], check: string) => findings.find((finding) => finding.check === check)
export const level = (findings: Finding[], check: string) => found(findings, check)?.level
export const said = (findings: Finding[], check: string) => found(findings, check)?.says

/** An app that answers with a status or a page, and otherwise with 200. */
export async function aWiki(site: ProviderSite, answers: Record<string, number | string> = {}) {
  const requests: { method?: string; url: string; body: string }[] = []
  const server = createServer(async (request, response) => {
    const { method, url = '' } = request
    requests.push({ method, url, body: await text(request) })
    const answer = answers[url.split('?')[0]!] ?? 200
    if (typeof answer === 'number') return void response.writeHead(answer, { location: '/elsewhere' }).end()
    response.setHeader('content-type', 'text/html')
    response.end(answer === 'SELF' ? JSON.stringify({ issuer: `http://localhost:${port()}` }) : answer)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const port = () => (server.address() as AddressInfo).port
  const url = `http://localhost:${port()}`
  const uris = { redirectUris: [`${url}/cb`], postLogoutUris: [`${url}/bye`], backchannelUri: `${url}/logout` }
  return {
    url,
    requests,
    register: (fields: Parameters<typeof anApp>[1] = {}) => anApp(site, { ...uris, ...fields }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
