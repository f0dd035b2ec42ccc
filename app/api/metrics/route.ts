import { problem } from '@/app/_http/json/problem'
import { readMetrics } from '@/lib/metrics/metrics-endpoint'
import { fail } from '@/lib/result'

/** `/metrics` for Prometheus; without METRICS_TOKEN it answers like an unknown URL. */
export async function GET(request: Request): Promise<Response> {
  const scraped = await readMetrics(request.headers.get('authorization'))
  if (!scraped.ok) return problem(scraped)
  const { text, type } = scraped.value
  return new Response(text, { headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } })
}

const nothing = async () => problem(fail('not-found'))

export { nothing as DELETE, nothing as PATCH, nothing as POST, nothing as PUT }
