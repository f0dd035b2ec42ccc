import { randomBytes } from 'node:crypto'
import { type Answer, call, type Silence } from '@/lib/clients/doctor/call'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { config } from '@/lib/config'
import { type Finding, fault, fine, warning } from '@/lib/doctor/finding'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'

const CHECK = 'authorize'
const MEND =
  'Look for that time in the log of Rekey. If it says nothing, a proxy or firewall before Rekey refused the request: let /oauth/ pass'

/**
 * Asks for a login with each redirect URL, as a browser does that the app has sent. With `prompt=none`, Rekey answers the app at
 * once that nobody is logged in, and stores nothing.
 */
export const authorize: ClientCheck = async ({ client }) => {
  const asked = client.redirectUris.map(async (uri) => ({ uri, answer: await call(authorizeUrl(client.id, uri)) }))
  const answers = await Promise.all(asked)
  const refused = answers.flatMap(({ uri, answer }) => judge(uri, answer))
  if (refused.length > 0) return refused
  const urls =
    client.redirectUris.length === 1 ? 'the redirect URL' : `each of the ${client.redirectUris.length} redirect URLs`
  return [fine(CHECK, `Rekey accepts a login with ${urls} of ${client.name}.`)]
}

function authorizeUrl(client_id: string, redirect_uri: string): string {
  const challenge = { code_challenge: randomBytes(32).toString('base64url'), code_challenge_method: 'S256' }
  const asked = { client_id, redirect_uri, response_type: 'code', scope: 'openid', state: 'doctor', prompt: 'none' }
  return `${config().APP_URL}/oauth/authorize?${new URLSearchParams({ ...asked, ...challenge })}`
}

function judge(uri: string, answer: Answer | Silence): Finding[] {
  if ('reason' in answer) return [fault(CHECK, `A login with ${uri} got no answer: ${answer.reason}.`, MEND)]
  const { status, headers } = answer
  if (status === 429 || status === 503)
    return [warning(CHECK, `Not checked: Rekey is too busy (${status}).`, 'Run this again in some minutes.')]
  const error = errorFor(uri, headers.get('location'))
  if (error === 'login_required') return []
  return [fault(CHECK, `A login with ${uri} is refused (${error ?? status}).`, MEND)]
}

/** The error with which Rekey sends the browser back to the app. */
function errorFor(uri: string, location: string | null): string | undefined {
  const url = location?.startsWith(uri) ? parsedUrl(location) : undefined
  return url?.searchParams.get('error') ?? undefined
}
