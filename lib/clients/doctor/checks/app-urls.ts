import type { ClientRow } from '@/db/provider/clients'
import { type Answer, call, type Silence } from '@/lib/clients/doctor/call'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { changeCommand } from '@/lib/clients/doctor/command-line'
import { appSilent } from '@/lib/clients/doctor/silence'
import { config } from '@/lib/config'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { judgeClock } from '@/lib/doctor/machine/clock'
import { isLocalHost } from '@/lib/rules/urls/local-host'

type Called = { uri: string; answer: Answer | Silence }
const TOKENS = 'The app may refuse ID tokens as expired, or as not valid yet.'
const LOG = 'Look into the log of the app'

/** Opens the redirect URLs as the browser of somebody who has canceled, which logs nobody in, and the post-logout URLs. */
export const appUrls: ClientCheck = async ({ client }) => {
  const { redirectUris, postLogoutUris, kind } = client
  const [redirects, logouts] = await Promise.all([
    callEach(
      redirectUris.filter((uri) => isOpen(uri, kind)),
      canceled,
    ),
    callEach(
      postLogoutUris.filter((uri) => isOpen(uri, kind)),
      (uri) => uri,
    ),
  ])
  return [
    ...notCalled([...redirectUris, ...postLogoutUris].filter((uri) => !isOpen(uri, kind))),
    ...redirects.map((called) => judgeRedirect(called, client)),
    ...logouts.map((called) => judgePostLogout(called, client)),
    ...clocks([...redirects, ...logouts]),
  ]
}

function callEach(uris: string[], urlOf: (uri: string) => string): Promise<Called[]> {
  return Promise.all(uris.map(async (uri) => ({ uri, answer: await call(urlOf(uri)) })))
}

/** Whether this machine and a browser mean the same by the URL: a private scheme or a loopback address is on each device. */
function isOpen(uri: string, kind: ClientRow['kind']): boolean {
  const { protocol, hostname } = new URL(uri)
  if (!/^https?:$/.test(protocol)) return false
  return !isLocalHost(hostname) || (kind !== 'native' && isLocalHost(new URL(config().APP_URL).hostname))
}

function canceled(uri: string): string {
  const url = new URL(uri)
  for (const [name, value] of Object.entries({ error: 'access_denied', state: 'doctor', iss: config().APP_URL }))
    url.searchParams.set(name, value)
  return url.href
}

function notCalled(uris: string[]): Finding[] {
  return [...new Set(uris)].map((uri) =>
    hint('device', `${uri} was not called, because it is on the device of each person.`),
  )
}

function judgeRedirect({ uri, answer }: Called, { id, redirectUris }: ClientRow): Finding {
  if ('reason' in answer) return appSilent('redirect', uri, answer)
  const { status } = answer
  if (status === 404 || status === 410) {
    const says = `The app has no page at its redirect URL ${uri} (${status}), so nobody gets in.`
    return fault(
      'redirect',
      says,
      `Find the redirect URL (callback) in the settings of the app, then ${replacing(id, '--redirect', redirectUris, uri)}`,
    )
  }
  if (status >= 502 && status <= 504)
    return fault('redirect', `A proxy answers at ${uri}, but the app behind it does not (${status}).`, 'Start the app')
  if (status >= 500)
    return warning('redirect', `The app fails (${status}) at ${uri} when somebody has canceled a login.`, LOG)
  return fine('redirect', `The app answers at ${uri} (${status}).`)
}

function judgePostLogout({ uri, answer }: Called, { id, postLogoutUris }: ClientRow): Finding {
  const check = 'post-logout'
  if ('reason' in answer) return appSilent(check, uri, answer)
  const { status } = answer
  const says = `People who log out end at ${uri}, which answers ${status}.`
  if (status === 404 || status === 410)
    return warning(check, says, `Find the right URL, then ${replacing(id, '--post-logout', postLogoutUris, uri)}`)
  return status >= 500 ? warning(check, says, LOG) : fine(check, `The app answers at ${uri} (${status}).`)
}

function replacing(id: string, option: string, uris: string[], wrong: string): string {
  return changeCommand(id, option, [...uris.filter((uri) => uri !== wrong), 'THE-RIGHT-URL'])
}

/** One finding for each host: the app compares the times in tokens with its own clock. */
function clocks(called: Called[]): Finding[] {
  const skews = called.flatMap(({ uri, answer }): [string, number][] =>
    'skew' in answer && answer.skew !== undefined ? [[new URL(uri).host, answer.skew]] : [],
  )
  return [...new Map(skews)].map(([host, skew]) => judgeClock('clock.app', `The clock of ${host}`, skew, TOKENS))
}
