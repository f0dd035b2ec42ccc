import { exchange } from '../requests/raw-connection'
import type { Site } from '../servers/site'
import { startEcho } from './echo'
import { registerAsDocumented } from './register-app'

const DOCUMENT = 'docs/behind-a-proxy.md'
const DOCUMENTED = 'wiki.example.com'

/** The hosts of the apps, none of which has to do with another or with Rekey. */
export const hosts = { wiki: DOCUMENTED, board: 'board.example.net', plans: 'plans.example.org' }
export type AppName = keyof typeof hosts

/** A proxy, by its heading in the documentation. */
export type AppProxy = {
  heading: string
  /** The configuration of one app, changed only as far as the machine of the test needs it. */
  block(configuration: string, place: { host: string; port: number }): string
  start(port: number, blocks: string[]): Promise<() => Promise<void>>
}

export type ProxiedApps = Awaited<ReturnType<typeof startProxiedApps>>

/** Apps without any login behind a proxy, registered and configured as in the documentation. Only Plans has a list of people. */
export async function startProxiedApps(site: Site, proxy: AppProxy, port: number) {
  const echo = await startEcho()
  const register = (host: string) => {
    const changed: [string, string] = ['--allow listed', host === hosts.plans ? '--allow listed' : '--allow everyone']
    return registerAsDocumented(site, proxy.heading, { there: DOCUMENTED, here: host }, DOCUMENT, changed)
  }
  const added = await Promise.all(Object.values(hosts).map(register))
  const [wiki, board, plans] = added
  const blocks = Object.values(hosts).map((host, index) =>
    proxy
      .block(added[index]!.configuration, { host, port })
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${new URL(site.url).port}`)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${echo.port}`),
  )
  const stopProxy = await proxy.start(port, blocks)
  return {
    ids: { wiki: wiki!.id, board: board!.id, plans: plans!.id },
    /** What an app has heard, from the newest to the oldest. */
    heard: (app: AppName) => echo.heard.filter(({ host }) => host === hosts[app]).reverse(),
    /** Sends lines to the proxy that no browser would. */
    send: (app: AppName, lines: string[], { body = '' } = {}) =>
      exchange(`https://${hosts[app]}:${port}`, `${lines.join('\r\n')}\r\n\r\n${body}`),
    stop: async () => {
      await stopProxy()
      echo.stop()
    },
  }
}
