import { v7 as uuidv7 } from 'uuid'
import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { judgeClock } from '@/lib/doctor/machine/clock'
import { judgeEngine } from '@/lib/doctor/machine/hashing-speed'
import { isAuthenticReport, questionToken, type SelfReport, selfReport } from './self-report'
import { siteUnreachable } from './site-unreachable'
import { forgedIps, judgeTrustedProxies } from './trusted-proxies'

const PATIENCE_SECONDS = 8

/** Whether APP_URL leads to a server with this very secret, and how a request arrives there. */
export const site: Check = async ({ settings, faults }) => {
  const { APP_URL } = settings
  if (!APP_URL) return []
  if (faults.length > 0) return [hint('site', 'APP_URL was not visited: mend the configuration first.')]
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
    // Followed, the token would go wherever a stranger says.
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
  const says = 'Strict-Transport-Security is missing: something in front takes it away.'
  return [warning('site.hsts', says, 'nginx: remove proxy_hide_header Strict-Transport-Security')]
}

/** Somebody answers who does not know the secret, or not for long enough to prove it. */
function elsewhere(answer: Response, appUrl: string): Finding {
  const { status, headers } = answer
  const location = headers.get('location')
  if (location && status >= 300 && status < 400) {
    const target = URL.canParse(location, appUrl) ? new URL(location, appUrl).origin : location
    return fault('site', `${appUrl} sends people on to ${target}.`, `APP_URL=${target}`)
  }
  if (status >= 502 && status <= 504) {
    const mend = 'Start Rekey (node dist/server.mjs), or correct the upstream of the proxy'
    return fault('site', `A proxy answers at ${appUrl}, but nothing behind it (${status}).`, mend)
  }
  if (isRekey(answer)) {
    const says = `A Rekey answers at ${appUrl}, but it does not know this secret and address.`
    const mend = 'Give doctor and server the same AUTH_SECRET and APP_URL and the right time'
    return fault('site', says, mend)
  }
  const says = `${appUrl} leads elsewhere: what answers there (${status}) is no Rekey with this secret.`
  return fault('site', says, 'Let the DNS record or the proxy of that name lead here, or correct APP_URL')
}

function isRekey({ status, headers }: Response): boolean {
  return status === 404 && headers.has('x-request-id') && /problem\+json/.test(headers.get('content-type') ?? '')
}
