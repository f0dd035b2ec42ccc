import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header contains this token; always false if no token is set. */
export function brings(authorization: string | null, token: string | undefined): boolean {
  if (!token) return false
  // Digests all have the same length, so the time reveals neither how much of a guess is right nor how long the token is.
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
