import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { ClientRow } from '@/db/provider/clients'
import { hashClientSecret } from '@/lib/clients/client-secret'
import { call, jsonOf } from '@/lib/clients/doctor/call'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { moment } from '@/lib/clients/doctor/moment'
import { config } from '@/lib/config'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { trialCode } from '@/lib/provider/tokens/trial-code'
import { canSign } from './own-keys'

const CHECK = 'token'
const refusal = z.object({ error: z.string() })
const LOST_HEADER =
  'Let the proxy before Rekey pass the Authorization header on, or have the app send the secret in the body (client_secret_post)'

/** Tries the secret, and redeems a made-up code as the app would, which nobody can. */
export const tokenEndpoint: ClientCheck = async ({ client, secret }) => {
  const about = client.kind === 'web' ? judgeSecret(client, secret) : withoutSecret(client, secret)
  const isRight = client.kind === 'web' ? secret !== undefined && about.every(({ level }) => level !== 'fault') : true
  return isRight ? [...about, ...(await redeem(client, secret))] : about
}

/** Decided by the digest, so that a wrong secret costs no attempt. */
function judgeSecret({ id, name, secretHash, oldSecretHash, oldSecretUntil }: ClientRow, secret?: string): Finding[] {
  if (secret === undefined)
    return [
      hint(
        'secret',
        'The secret was not checked.',
        `npx rekey clients doctor ${id} --secret-stdin < FILE-WITH-THE-SECRET`,
      ),
    ]
  const hash = hashClientSecret(secret)
  if (hash === secretHash) return []
  const rotate = `Copy the secret into the app again. If nobody has it any more: npx rekey clients rotate-secret ${id}`
  if (hash !== oldSecretHash || !oldSecretUntil) return [fault('secret', `This is not the secret of ${name}.`, rotate)]
  const former = `This is the former secret of ${name}`
  if (oldSecretUntil <= new Date())
    return [fault('secret', `${former}, which ended on ${moment(oldSecretUntil)}.`, rotate)]
  return [
    warning(
      'secret',
      `${former}, which works until ${moment(oldSecretUntil)}.`,
      'Set the new secret in the app before then',
    ),
  ]
}

function withoutSecret({ name, kind }: ClientRow, secret?: string): Finding[] {
  if (secret === undefined) return []
  const says = `${name} is of the kind ${kind}, which has no secret, and Rekey refuses one that it sends.`
  return [fault('secret', says, 'Leave the client secret empty in the app')]
}

async function redeem({ id, name, kind, redirectUris }: ClientRow, secret = ''): Promise<Finding[]> {
  // A server with another AUTH_SECRET would not recognize the trial, and record it as a fault of the app.
  if (!(await canSign())) return []
  const basic = Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString('base64')
  const code = { grant_type: 'authorization_code', code: await trialCode(), redirect_uri: redirectUris[0] ?? '' }
  const verifier = { code_verifier: randomBytes(32).toString('base64url') }
  const answer = await call(`${config().APP_URL}/oauth/token`, {
    method: 'POST',
    headers: kind === 'web' ? { authorization: `Basic ${basic}` } : {},
    body: new URLSearchParams({ ...code, ...verifier, ...(kind === 'web' ? {} : { client_id: id }) }),
  })
  if ('reason' in answer)
    return [
      fault(
        CHECK,
        `The token endpoint does not answer: ${answer.reason}.`,
        'Let the proxy pass /oauth/token on to Rekey',
      ),
    ]
  if (answer.status === 429 || answer.status === 503)
    return [
      warning(
        CHECK,
        `Not checked: Rekey is too busy, or ${name} failed too often (${answer.status}).`,
        'Run this again in 15 minutes.',
      ),
    ]
  const found = refusal.safeParse(jsonOf(answer.beginning))
  const error = found.success ? found.data.error : undefined
  if (error === 'invalid_grant')
    return [
      fine(
        CHECK,
        kind === 'web'
          ? 'The secret is right, and the token endpoint accepts it.'
          : `The token endpoint knows ${name}.`,
      ),
    ]
  if (kind === 'web' && (error === 'invalid_client' || error === 'invalid_request'))
    return [
      fault(
        CHECK,
        'The secret is right, but does not reach the token endpoint in the Authorization header.',
        LOST_HEADER,
      ),
    ]
  return [
    fault(
      CHECK,
      `The token endpoint answers ${error ?? answer.status} to ${name}.`,
      'Let the proxy pass /oauth/token on to Rekey unchanged',
    ),
  ]
}
