import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { ClientRow } from '@/db/provider/clients'
import { proxySecret } from '@/lib/clients/proxy-secret'
import { config } from '@/lib/config'
import type { Caller } from '@/lib/operation'
import { answerProvider } from '@/lib/provider/answer-provider'
import type { Failure } from '@/lib/result'
import { callbackOf } from './app-origin'

type Code = { client: ClientRow; origin: string; code: string; verifier: string }

/**
 * Redeems a code as the app would at the token endpoint, without a request over the network. Returns the access token, undefined if
 * the code is not valid, or a refusal after too many of those. Throws Unavailable.
 */
export async function redeemCode(
  { client, origin, ...sent }: Code,
  caller: Caller,
): Promise<string | undefined | Failure> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: client.id,
    client_secret: proxySecret(client.id),
    redirect_uri: callbackOf(origin),
    code: sent.code,
    code_verifier: sent.verifier,
  }).toString()
  const { request, response, answer } = exchangeWith(body)
  const refusal = await answerProvider(request, response, { client: client.id, caller, ...withoutPages })
  if (refusal) return refusal
  return (JSON.parse(answer()) as { access_token?: string }).access_token
}

/** A program is answered, which is shown no page and keeps no cookie. */
const withoutPages = {
  pageOf: () => ({ html: '', policy: '' }),
  formPage: () => ({ html: '', policy: '' }),
  forgetSession: '',
}

/** The library reads Node's requests and writes Node's responses; these two have no connection. */
function exchangeWith(body: string) {
  const { host, protocol } = new URL(config().APP_URL)
  const request = new IncomingMessage(new Socket())
  const headers = {
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
  }
  Object.assign(request, { method: 'POST', url: '/oauth/token', headers, complete: true })
  request.push(body)
  request.push(null)
  const response = new ServerResponse(request)
  const sent: Buffer[] = []
  response.write = (chunk: unknown) => sent.push(Buffer.from(chunk as string)) > 0
  response.end = (chunk?: unknown) => {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) sent.push(Buffer.from(chunk as string))
    response.emit('finish')
    return response
  }
  return { request, response, answer: () => Buffer.concat(sent).toString() || '{}' }
}
