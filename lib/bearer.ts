import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header brings this token; false for every header where there is no token. */
export function brings(authorization: string | null, token: string | undefined): boolean {
  if (!token) return false
  // Digests have one length, so the time tells neither how much of a guess is right nor how long the token is.
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
