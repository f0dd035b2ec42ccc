import { config } from '@/lib/config'
import { fail, ok, type Result } from '@/lib/result'
import { brings } from '@/lib/secrets/bearer'
import { metrics } from './metrics'

/** All metrics as text, for callers with METRICS_TOKEN. */
export async function readMetrics(authorization: string | null): Promise<Result<{ text: string; type: string }>> {
  const counted = metrics()
  const { METRICS_TOKEN } = config()
  if (!counted || !METRICS_TOKEN) return fail('not-found')
  if (!brings(authorization, METRICS_TOKEN)) return fail('unauthenticated')
  return ok({ text: await counted.registry.metrics(), type: counted.registry.contentType })
}
