import { type Finding, fault, hint, warning } from '@/lib/doctor/finding'
import { describeError } from '@/lib/log'
import { isLocalHost } from '@/lib/rules/local-host'

const START = 'Start Rekey: node dist/server.mjs'

/** Why nobody answered at APP_URL. */
export function siteUnreachable(error: unknown, appUrl: string, production = false): Finding {
  const { hostname, host } = new URL(appUrl)
  const { code = '', error: words } = describeError(error)
  if (/CERT|SELF_SIGNED|TLS|SSL|ISSUER|LEAF/.test(code))
    return hint('site', `${appUrl} was not asked: see the certificate.`)
  if (isLocalHost(hostname)) {
    const says = `Nothing answers at ${appUrl}: the server does not run.`
    return production ? warning('site', says, START) : hint('site', says, 'npm run dev')
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const mend = `An A or AAAA record for ${hostname}, with this server's address, at whoever keeps the domain`
    return fault('site', `Nobody can find ${hostname}: it has no address.`, mend)
  }
  const reason = isTimeout(error) || /TIMEOUT/.test(code) ? 'no answer in time' : words || code
  return fault('site', `Nothing answers at ${appUrl}: ${reason}.`, `${START}, and let ${host} through to it`)
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError'
