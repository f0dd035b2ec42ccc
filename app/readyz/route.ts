import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { isReady } from '@/lib/process/readiness'
import { fail } from '@/lib/result'

/** 200 once requests can be served: the database answers, accepts writes and has every migration. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () =>
    (await isReady()) ? jsonAnswer({ status: 'ready' }) : problem({ ...fail('unavailable'), retryAfterSeconds: 5 }),
})
