import { config } from '@/lib/config'
import { isLocalHost } from '@/lib/rules/local-host'
import type { Step } from '@/server/pipeline'
import { isPage } from './open-page'

/** In development: a page opened at 127.0.0.1 moves to APP_URL, since every form that is sent from another address is refused. */
export const leadToAppUrl: Step = ({ method, url = '', headers }, response) => {
  const home = new URL(config().APP_URL)
  const { host = '' } = headers
  const isElsewhere = host !== home.host && isLocalHost(host.replace(/:\d+$/, ''))
  if (method !== 'GET' || !isElsewhere || !isPage(url.replace(/\?.*$/s, ''))) return false
  response.writeHead(307, { Location: home.origin + url, 'Cache-Control': 'no-store' }).end()
  return true
}
