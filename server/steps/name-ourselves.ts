import { config } from '@/lib/config'
import type { Step } from '@/server/pipeline'

const NAMES_OF_PROXIES = ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-uri', 'x-forwarded-method']

/**
 * Sets Next's own host from the configuration only, because the sender chooses Host and X-Forwarded-Host. Next compares the
 * Origin of an action with them, and uses their scheme to request the page after an action from itself.
 */
export const nameOurselves: Step = ({ headers }) => {
  headers.host = new URL(config().APP_URL).host
  // This server has no TLS, whatever is in front of it.
  headers['x-forwarded-proto'] = 'http'
  for (const name of NAMES_OF_PROXIES) delete headers[name]
  return false
}
