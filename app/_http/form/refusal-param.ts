import type { Failure } from '@/lib/result'

/** A refusal as the value of a URL's `refused`, for pages that are redirected to; after a dot the seconds to wait. */
export function refusalParam({ code, retryAfterSeconds }: Failure): string {
  return retryAfterSeconds ? `${code}.${retryAfterSeconds}` : code
}

/** The same read back; anybody may have written it. */
export function readRefusalParam(param: unknown): { code: string; retryAfterSeconds?: number } | undefined {
  const [, code, seconds] = (typeof param === 'string' && /^([a-z-]+)(?:\.(\d{1,5}))?$/.exec(param)) || []
  return code ? { code, retryAfterSeconds: Number(seconds) || undefined } : undefined
}
