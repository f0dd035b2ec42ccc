type Refused = { code: string; retryAfterSeconds?: number }

/** A refusal as the `refused` parameter of the page to redirect to; the seconds to wait follow after a dot. */
export function refusalParam({ code, retryAfterSeconds }: Refused): string {
  return retryAfterSeconds ? `${code}.${retryAfterSeconds}` : code
}

/** Reads it back. Anyone may have written it, so it is not trusted. */
export function readRefusalParam(param: unknown): Refused | undefined {
  const [, code, seconds] = (typeof param === 'string' && /^([a-z-]+)(?:\.(\d{1,5}))?$/.exec(param)) || []
  return code ? { code, retryAfterSeconds: Number(seconds) || undefined } : undefined
}
