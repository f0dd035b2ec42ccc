import { v7 as uuidv7 } from 'uuid'
import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { judgeClock } from '@/lib/doctor/machine/clock'
import { judgeEngine } from '@/lib/doctor/machine/hashing-speed'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'
import { isAuthenticReport, questionToken, type SelfReport, selfReport } from './self-report'
import { siteUnreachable } from './site-unreachable'
import { forgedIps, judgeTrustedProxies } from './trusted-proxies'

const PATIENCE_SECONDS = 8

/** Checks that APP_URL leads to a server with the same secret, and how a request arrives there. */
export const site: Check = async ({ settings, faults }) => {
  const { APP_URL } = settings
  if (!APP_URL) return []
  if (faults.length > 0) return [hint('site', 'APP_URL was not checked. Fix the configuration first.')]
  const id = uuidv7()
  const begun = Date.now()
  const answer = await ask(APP_URL, await questionToken(id)).catch((error) =>
    siteUnreachable(error, APP_URL, settings.production),
  )
  if ('check' in answer) return [answer]
  const found = selfReport.safeParse(await answer.json().catch(() => undefined))
  if (!found.success || !(await isAuthenticReport(found.data, id))) return [elsewhere(answer, APP_URL)]
  const middle = (begun + Date.now()) / 2
  return [...judgePresence(found.data, middle - found.data.time, APP_URL), ...judgeHsts(answer, APP_URL)]
}

function ask(appUrl: string, token: string): Promise<Response> {
  return fetch(`${appUrl}/api/doctor`, {
    headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': forgedIps.join(', ') },
    // Following a redirect would send the token to any server that the answer names.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000),
  })
}

function judgePresence(told: SelfReport, skew: number, appUrl: string): Finding[] {
  return [
    fine('site', `${appUrl} leads to this installation, version ${told.version}.`),
    judgeTrustedProxies(told, new URL(appUrl)),
    judgeClock('clock.site', 'The clock of the server', skew),
    ...(told.engine ? judgeEngine(told.engine, ' on the server') : []),
  ]
}

function judgeHsts({ headers }: Response, appUrl: string): Finding[] {
  if (!appUrl.startsWith('https:') || headers.has('strict-transport-security')) return []
  const says = 'The Strict-Transport-Security header is missing. A proxy in front of Rekey removes it.'
  return [warning('site.hsts', says, 'Remove proxy_hide_header Strict-Transport-Security from the nginx configuration')]
}

/** The server that answers does not know the secret, or its answer has expired. */
function elsewhere(answer: Response, appUrl: string): Finding {
  const { status, headers } = answer
  const location = headers.get('location')
  if (location && status >= 300 && status < 400) {
    const target = parsedUrl(location, appUrl)?.origin ?? location
    return fault('site', `${appUrl} redirects to ${target}.`, `APP_URL=${target}`)
  }
  if (status >= 502 && status <= 504) {
    const mend = 'Start Rekey (node dist/server.mjs), or correct the upstream of the proxy'
    return fault('site', `A proxy answers at ${appUrl}, but Rekey behind it does not (${status}).`, mend)
  }
  if (isRekey(answer)) {
    const says = `Another installation of Rekey answers at ${appUrl}, with a different AUTH_SECRET, APP_URL or clock.`
    const mend = 'Run the doctor and the server with the same AUTH_SECRET and APP_URL, and set both clocks'
    return fault('site', says, mend)
  }
  const says = `${appUrl} leads to something else. What answers there (${status}) is not this installation.`
  return fault('site', says, 'Point the DNS record or the proxy of that name to this server, or correct APP_URL')
}

function isRekey({ status, headers }: Response): boolean {
  return status === 404 && headers.has('x-request-id') && /problem\+json/.test(headers.get('content-type') ?? '')
}
