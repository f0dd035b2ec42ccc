import { type Finding, fault, hint, warning } from '@/lib/doctor/finding'
import { describeError } from '@/lib/log'
import { isLocalHost } from '@/lib/rules/urls/local-host'

const START = 'Start Rekey: node dist/server.mjs'

/** Explains why nothing answers at APP_URL. */
export function siteUnreachable(error: unknown, appUrl: string, production = false): Finding {
  const { hostname, host } = new URL(appUrl)
  const { code = '', error: words } = describeError(error)
  if (/CERT|SELF_SIGNED|TLS|SSL|ISSUER|LEAF/.test(code))
    return hint('site', `${appUrl} was not checked. See the finding about its certificate.`)
  if (isLocalHost(hostname)) {
    const says = `Nothing answers at ${appUrl}. The server is not running.`
    return production ? warning('site', says, START) : hint('site', says, 'npm run dev')
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const mend = `Add an A or AAAA record for ${hostname} with the IP address of this server`
    return fault('site', `${hostname} cannot be found in DNS.`, mend)
  }
  const reason = isTimeout(error) || /TIMEOUT/.test(code) ? 'no answer in time' : words || code
  return fault('site', `Nothing answers at ${appUrl}: ${reason}.`, `${START}, and allow connections to ${host}`)
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError'
