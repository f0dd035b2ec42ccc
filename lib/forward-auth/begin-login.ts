import { createHash, randomBytes } from 'node:crypto'
import type { ClientRow } from '@/db/provider/clients'
import { config } from '@/lib/config'
import { callbackOf } from './app-origin'

/** What the browser keeps until it comes back. */
export type BegunLogin = { state: string; verifier: string; to: string }

const LONGEST_PATH = 1000

/** A login at the app at `origin` that leads to the path `to`. `url`: where the browser is sent. */
export function beginLogin(client: ClientRow, origin: string, to: string): { url: string; begun: BegunLogin } {
  const [state, verifier] = [randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url')]
  const asked = new URLSearchParams({
    client_id: client.id,
    redirect_uri: callbackOf(origin),
    response_type: 'code',
    scope: client.scopes.join(' '),
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const kept = to.length <= LONGEST_PATH ? to : '/'
  return { url: `${config().APP_URL}/oauth/authorize?${asked}`, begun: { state, verifier, to: kept } }
}

/** As the value of a cookie. */
export function packLogin({ state, verifier, to }: BegunLogin): string {
  return [state, verifier, Buffer.from(to).toString('base64url')].join('.')
}

export function unpackLogin(value: string): BegunLogin | undefined {
  const [state, verifier, to] = value.split('.')
  if (!state || !verifier || to === undefined) return undefined
  return { state, verifier, to: Buffer.from(to, 'base64url').toString() }
}
