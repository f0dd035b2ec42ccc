import { createHash, timingSafeEqual } from 'node:crypto'
import { config } from '@/lib/config'
import { fail, ok, type Result } from '@/lib/result'
import { metrics } from './metrics'

/** All metrics as text, for whoever knows METRICS_TOKEN. */
export async function scrape(authorization: string | null): Promise<Result<{ text: string; type: string }>> {
  const counted = metrics()
  const { METRICS_TOKEN } = config()
  if (!counted || !METRICS_TOKEN) return fail('not-found')
  if (!isEqual(authorization ?? '', `Bearer ${METRICS_TOKEN}`)) return fail('unauthenticated')
  return ok({ text: await counted.registry.metrics(), type: counted.registry.contentType })
}

/** Digests have one length, so the time tells neither how much of a guess is right nor how long the token is. */
function isEqual(guess: string, expected: string): boolean {
  return timingSafeEqual(digest(guess), digest(expected))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
