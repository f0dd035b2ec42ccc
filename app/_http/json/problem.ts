import { type Failure, failures, retryText, titleOf } from '@/lib/result'

type Problem = { status: number; headers: Record<string, string>; body: object }

/** A refusal as RFC 9457 problem details. */
export function problem(failure: Failure, headers: Record<string, string> = {}): Response {
  const { body, ...head } = problemDetails(failure, headers)
  return Response.json(body, head)
}

/** The same in parts, for code that writes the response itself. */
export function problemDetails(failure: Failure, headers: Record<string, string> = {}): Problem {
  const { code, fields, more } = failure
  const { status } = failures[code]
  const detail = retryText(failure)
  const errors = Object.entries(fields).flatMap(([name, details]) =>
    details.map((detail) => ({ pointer: `#/${name}`, detail })),
  )
  const body = {
    type: `/problems/${code}`,
    title: titleOf(code),
    status,
    code,
    ...(detail && { detail }),
    ...(errors.length > 0 && { errors }),
    ...more,
  }
  return { status, headers: { ...standard(failure, status), ...headers }, body }
}

function standard({ retryAfterSeconds }: Failure, status: number): Record<string, string> {
  return {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }), // RFC 9110 §15.5.2
    ...(retryAfterSeconds && { 'Retry-After': String(retryAfterSeconds) }),
  }
}
