import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { onlyWhile } from '@/app/_http/json/only-while'
import { problem } from '@/app/_http/json/problem'
import { config } from '@/lib/config'
import { dispatchOnce } from '@/lib/outbox/dispatch-once'
import { fail } from '@/lib/result'
import { brings } from '@/lib/secrets/bearer'

/** For platforms that end a request after some seconds by default: 25 seconds to start sending, 20 for the last email. */
export const maxDuration = 60

async function dispatch(request: Request): Promise<Response> {
  if (!brings(request.headers.get('authorization'), config().CRON_SECRET)) return problem(fail('unauthenticated'))
  return jsonAnswer(await dispatchOnce())
}

/** Exists only if CRON_SECRET is set. Accepts GET too, the only method of some platforms' schedulers; no browser knows the secret. */
export const { GET, POST, PUT, PATCH, DELETE } = onlyWhile(
  () => config().CRON_SECRET !== undefined,
  jsonRoutes({ GET: dispatch, POST: dispatch }),
)
