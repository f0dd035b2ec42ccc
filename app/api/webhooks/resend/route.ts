import { readJsonText } from '@/app/_http/json/json-body'
import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { onlyWhile } from '@/app/_http/json/only-while'
import { problem } from '@/app/_http/json/problem'
import { config } from '@/lib/config'
import { takeWebhook } from '@/lib/outbox/take-webhook'

/** Receives Resend's events about emails if RESEND_WEBHOOK_SECRET is set. They contain no email, so the usual size limit is enough. */
export const { GET, POST, PUT, PATCH, DELETE } = onlyWhile(
  () => config().RESEND_WEBHOOK_SECRET !== undefined,
  jsonRoutes({
    POST: async (request, caller) => {
      const body = await readJsonText(request)
      if (!body.ok) return problem(body)
      const said = (name: string) => request.headers.get(`svix-${name}`) ?? ''
      const signed = { id: said('id'), timestamp: said('timestamp'), signature: said('signature') }
      const result = await takeWebhook({ payload: body.value, ...signed }, caller)
      return result.ok ? jsonAnswer(result.value) : problem(result)
    },
  }),
)
