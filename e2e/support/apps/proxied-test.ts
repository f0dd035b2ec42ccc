import { browserLaunch } from '../pages/browser-launch'
import { freePort } from '../servers/free-port'
import type { Site } from '../servers/site'
import { startTlsFront } from '../servers/tls-front'
import { registerQuickly, verifyQuickly } from '../steps/open-account'
import { test as base } from '../test'
import { type AppProxy, hosts, type ProxiedApps, startProxiedApps } from './proxied-apps'

export { expect } from '../test'

type ForEachTest = { apps: ProxiedApps }
type ForEachWorker = {
  /** An option of the worker, so that no site and no port is shared by two proxies. */
  inFront: AppProxy | undefined
  front: Awaited<ReturnType<typeof startTlsFront>>
  proxyPort: number
  running: Map<Site, ProxiedApps>
}

/**
 * Journeys through a proxy in front of apps that know no protocol. Rekey and the apps are behind TLS, and the browser finds the hosts
 * of the apps at the port of the proxy. The person has a verified email.
 */
export const test = base.extend<ForEachTest, ForEachWorker>({
  // biome-ignore-start lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  front: [
    async ({}, use) => {
      const front = await startTlsFront()
      await use(front)
      front.stop()
    },
    { scope: 'worker' },
  ],
  proxyPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  running: [
    async ({}, use) => {
      const running = new Map<Site, ProxiedApps>()
      await use(running)
      for (const apps of running.values()) await apps.stop()
    },
    { scope: 'worker' },
  ],
  // biome-ignore-end lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  launchOptions: [
    async ({ proxyPort }, use) => {
      const { args = [], ...options } = browserLaunch()
      const rules = Object.values(hosts).map((host) => `MAP ${host} 127.0.0.1:${proxyPort}`)
      await use({ ...options, args: [...args, `--host-resolver-rules=${rules.join(',')}`] })
    },
    { scope: 'worker' },
  ],
  ignoreHTTPSErrors: true,
  environment: async ({ front }, use) => use({ APP_URL: front.url, PROVIDER: 'on' }),
  baseURL: async ({ front, site }, use) => {
    front.lead(site.url)
    await use(front.url)
  },
  inFront: [undefined, { option: true, scope: 'worker' }],
  apps: async ({ site, inFront, proxyPort, running, page, person, mailbox }, use) => {
    const apps = running.get(site) ?? (await startProxiedApps(site, inFront!, proxyPort))
    running.set(site, apps)
    await registerQuickly(page.request, person)
    await verifyQuickly(page.request, person, mailbox)
    await use(apps)
  },
})
