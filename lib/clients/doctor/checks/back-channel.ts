import { randomUUID } from 'node:crypto'
import { type Answer, call } from '@/lib/clients/doctor/call'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { appSilent } from '@/lib/clients/doctor/silence'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { logoutToken } from '@/lib/provider/logout/logout-token'
import { canSign } from './own-keys'

const CHECK = 'backchannel'
const UNTOLD = 'so people stay logged in there after a password reset'
const LET_THROUGH = 'Let POST requests to that URL through to the app, without a login; the token in them is signed'
const WRONG_SECRET =
  'Run this with the AUTH_SECRET of the server. If no app has ever logged anybody in, run this again after the first login'

/** Tells the app of a logout, signed as a real one, of a user and a session that do not exist. */
export const backChannel: ClientCheck = async ({ client }) => {
  const { backchannelUri: uri, id: clientId, alg, name, kind } = client
  if (!uri) return kind === 'web' ? [withoutUrl(clientId, name)] : []
  if (!(await canSign()))
    return [warning(CHECK, `${uri} was not called: there is no key to sign a notice with.`, WRONG_SECRET)]
  const body = new URLSearchParams({
    logout_token: await logoutToken({ clientId, alg, sub: randomUUID(), sid: `doctor-${randomUUID()}` }),
  })
  const answer = await call(uri, { method: 'POST', body })
  return ['reason' in answer ? appSilent(CHECK, uri, answer) : judge(uri, clientId, answer)]
}

function withoutUrl(id: string, name: string): Finding {
  const says = `${name} has no back-channel URL, ${UNTOLD} until its own session ends.`
  return hint(CHECK, says, `If the app has one: npx rekey clients change ${id} --backchannel URL`)
}

function judge(uri: string, id: string, { status, headers, beginning }: Answer): Finding {
  const isPage = /html/.test(headers.get('content-type') ?? '') && /<(!doctype|html|form|body)/i.test(beginning)
  if (status === 200 && isPage)
    return fault(CHECK, `${uri} answers a logout notice with a page (200), ${UNTOLD}.`, LET_THROUGH)
  if (status === 200 || status === 204) return fine(CHECK, `The app takes logout notices at ${uri} (${status}).`)
  // Many apps say so of a session that they do not know (OpenID Connect Back-Channel Logout §2.8).
  if (status === 400)
    return fine(CHECK, `The app reads logout notices at ${uri}, and refuses one of an unknown session (400).`)
  const says = `${uri} answers a logout notice with ${status}, ${UNTOLD}.`
  if ([301, 302, 303, 307, 308, 401, 403].includes(status)) return fault(CHECK, says, LET_THROUGH)
  if (status >= 500) return fault(CHECK, says, 'Look into the log of the app')
  if (status === 404 || status === 405 || status === 410)
    return fault(
      CHECK,
      says,
      `Find the back-channel logout URL of the app, then npx rekey clients change ${id} --backchannel URL`,
    )
  return fault(CHECK, says, 'Only 200 and 204 count as told: have the app mended')
}
