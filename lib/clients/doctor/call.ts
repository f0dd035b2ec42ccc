import { describeError } from '@/lib/log'

const PATIENCE_MILLISECONDS = 5_000
const BEGINNING_BYTES = 65_536

/** What answered: `beginning` is the first part of a body, which could be endless. `skew`: how far its clock is behind ours. */
export type Answer = { status: number; headers: Headers; beginning: string; skew?: number }
/** Why nothing answered: the code and the words of the innermost error. */
export type Silence = { code: string; reason: string; error: unknown }

/**
 * Calls a URL that the operator has set. A redirect is never followed: otherwise an app could make Rekey call any address in the
 * operator's network.
 */
export async function call(
  url: string,
  init: Omit<RequestInit, 'redirect' | 'signal'> = {},
): Promise<Answer | Silence> {
  const begun = Date.now()
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS)
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const skew = skewOf(response.headers, (begun + Date.now()) / 2)
    return { status: response.status, headers: response.headers, beginning: await beginningOf(response), skew }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const { code = '', error: words } = describeError(error)
    return { code, reason: isLate || /TIMEOUT/.test(code) ? 'no answer in time' : words || code, error }
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part)
    length += part.length
    if (length >= BEGINNING_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, BEGINNING_BYTES).toString()
}

/** In milliseconds, exact to a second. An answer from a cache is as old as the cache says. */
function skewOf(headers: Headers, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(date)) return undefined
  const [second, age] = [1000, Number(headers.get('age') ?? 0) || 0]
  return now - (date + second / 2 + age * second)
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
