import autocannon, { type Options, type Result } from 'autocannon'
import { median, type Sample } from './cell'

/** A login may wait for many others. */
const PATIENCE_SECONDS = 120

export type Asked = { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: object }
type Load = {
  url: string
  connections: number
  /** Sends requests either for `seconds` or until `amount` is reached. */
  seconds?: number
  amount?: number
  /** The request to send, or a function that returns the next one. */
  asks: Asked | (() => Asked)
  /** The statuses of correct answers. */
  expect?: number[]
}

/** Measures the number of answers per second and their latency. */
export async function load(wanted: Load): Promise<Sample> {
  const start = performance.now()
  const { times, end } = await run(wanted)
  const elapsed = wanted.seconds ? wanted.seconds * 1000 : end - start
  // If no answer came in time, the latency is at least the length of the measurement.
  if (times.length === 0) return { perSecond: 0, p50: elapsed, p99: elapsed }
  return { perSecond: (1000 * times.length) / elapsed, p50: median(times), p99: quantile(times, 0.99) }
}

/** The latency of each answer in milliseconds, in the order of the answers. */
export async function timesOf(wanted: Load): Promise<number[]> {
  return (await run(wanted)).times
}

/** Sends requests with autocannon. Throws if an answer is not an expected one, so that no error counts as speed. */
async function run({ url, connections, seconds, amount, asks, expect = [200] }: Load) {
  const next = typeof asks === 'function' ? asks : () => asks
  const times: number[] = []
  const wrong = new Map<number, number>()
  let end = performance.now()
  const { errors } = await new Promise<Result>((resolve, reject) => {
    const options: Options = {
      url,
      connections,
      ...(amount ? { amount } : { duration: seconds }),
      timeout: PATIENCE_SECONDS,
      requests: [{ setupRequest: (request) => ({ ...request, ...typed(next()) }) }],
    }
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)))
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      end = performance.now()
      times.push(milliseconds)
      if (!expect.includes(status)) wrong.set(status, (wrong.get(status) ?? 0) + 1)
    })
  })
  if (wrong.size > 0 || errors > 0) {
    const statuses = [...wrong].map(([status, count]) => `${count} × ${status}`).join(', ')
    throw new Error(`${url}: ${errors} errors, ${statuses || 'no other answers'} of ${times.length}`)
  }
  return { times, end }
}

export function quantile(times: number[], q: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

function typed({ method = 'GET', path, headers = {}, body }: Asked) {
  if (!body) return { method, path, headers }
  return { method, path, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}
