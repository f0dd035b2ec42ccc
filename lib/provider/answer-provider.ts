import type { IncomingMessage, ServerResponse } from 'node:http'
import { logThrottled } from '@/lib/operation'
import { type Failure, fail } from '@/lib/result'
import { currentSession } from '@/lib/sessions/current-user'
import type { Call } from '@/lib/throttle/budgets'
import { perIp, perIpAndClient, perSession } from '@/lib/throttle/budgets'
import { countCall, limitCalls, limitFailures, settle, type Throttle } from '@/lib/throttle/throttle'
import { openProvider } from './provider'
import { type ProviderRequest, withinRequest } from './request'

/** Each of these stores a row, so neither a stranger nor a page that someone has open may fill the table. */
const logins = {
  withoutSession: limitCalls('app-login', perIp(300, '15m')),
  withSession: limitCalls('app-login', perSession(120, '15m')),
}
/** Tries with a wrong secret, code or token. */
const tokens = limitFailures('app-token', [perIp(300, '15m'), perIpAndClient(30, '15m')])

/** The addresses that a browser opens, with its session. */
const OPENED = /^\/oauth\/(authorize|logout)(\/|$)/

/**
 * Lets the OpenID Connect library answer. Returns a refusal that is still to be answered if the request comes too often.
 * `client`: the app that it names. Throws Unavailable.
 */
export async function answerProvider(
  request: IncomingMessage,
  response: ServerResponse,
  context: ProviderRequest & { client?: string },
): Promise<Failure | undefined> {
  const path = (request.url ?? '').replace(/[?#].*$/s, '')
  const { caller, client } = context
  if (OPENED.test(path)) context.session = await currentSession(caller.credential)
  const throttle = throttleOf(path, request.method, context)
  const call: Call & Pick<ProviderRequest, 'caller'> = { caller, client, session: context.session }
  const uses = throttle && (await countCall(throttle, call))
  if (uses && uses.wait > 0) {
    logThrottled(call, throttle.name)
    return { ...fail('too-many-requests'), retryAfterSeconds: uses.wait }
  }
  context.settle = async (status) => {
    // A fault of ours is not an attempt, and neither is a trial of the operator.
    const refused = status >= 400 && status < 500 && !context.trial
    if (uses) await settle(throttle, uses, refused ? fail('invalid-credentials') : undefined)
  }
  const provider = await openProvider()
  await withinRequest(context, () => provider.callback()(request, response))
  return undefined
}

function throttleOf(path: string, method: string | undefined, { session }: ProviderRequest): Throttle | undefined {
  if (path === '/oauth/authorize') return session ? logins.withSession : logins.withoutSession
  // Only a POST can be an attempt; a browser asks with OPTIONS first, and names no app then.
  const isAttempt = method === 'POST' && ['/oauth/token', '/oauth/introspect', '/oauth/revoke'].includes(path)
  return isAttempt ? tokens : undefined
}
