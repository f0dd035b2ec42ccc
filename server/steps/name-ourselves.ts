import { config } from '@/lib/config'
import type { Step } from '@/server/pipeline'

const NAMES_OF_PROXIES = ['x-forwarded-host', 'x-forwarded-port', 'x-forwarded-uri', 'x-forwarded-method']

/**
 * Tells Next who it is from the configuration alone, since Host and X-Forwarded-Host are the sender's words: it compares an
 * action's Origin with them, and asks itself at that scheme for the page that follows an action.
 */
export const nameOurselves: Step = ({ headers }) => {
  headers.host = new URL(config().APP_URL).host
  // What listens here is no TLS, whatever stands in front.
  headers['x-forwarded-proto'] = 'http'
  for (const name of NAMES_OF_PROXIES) delete headers[name]
  return false
}
