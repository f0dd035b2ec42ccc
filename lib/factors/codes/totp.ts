import { generateSecret, generateURI, verifySync } from 'otplib'
import { config } from '@/lib/config'

/** RFC 6238 with what every authenticator app knows: SHA-1, six digits and steps of 30 seconds. */
const STEP_SECONDS = 30
/** RFC 6238 section 5.2 and 6: a code may arrive one step late, and a phone's clock may be one step off. */
const STEPS_BESIDE = 1
const CLOCK_STEPS = 10

/** 160 random bits in base32: as many as SHA-1 uses (RFC 4226 section 4). */
export function newSecret(): string {
  return generateSecret({ length: 20 })
}

/** What an authenticator app reads from the QR code. */
export function appUri(secret: string, email: string): string {
  // Apps take the text before the first colon for the name of the site, even if the colon is encoded.
  return generateURI({ issuer: config().APP_NAME.replaceAll(':', ''), label: email, secret })
}

/**
 * Looks for the code in the current step and in the two beside it. 'used' for a right code of a step that is not later than
 * `lastStep`, the last one that was used. `now` is in seconds and comes from the database, whose clock all instances share.
 */
export function checkCode(
  secret: string,
  code: string,
  now: number,
  lastStep = -1,
): { timeStep: number } | 'wrong' | 'used' {
  const found = find(secret, code, now, STEPS_BESIDE)
  if (!found) return 'wrong'
  return found.timeStep > lastStep ? { timeStep: found.timeStep } : 'used'
}

/**
 * The steps by which the clock of the phone that made the code is fast, or slow if negative. Undefined if the code is wrong.
 * Only for a setup: there the caller knows the secret, so the wider search helps nobody to guess a code.
 */
export function clockOffset(secret: string, code: string, now: number): number | undefined {
  return find(secret, code, now, CLOCK_STEPS)?.delta
}

function find(secret: string, code: string, now: number, steps: number) {
  // The library throws for a code of another form, which is just a wrong one.
  if (!/^[0-9]{6}$/.test(code)) return undefined
  const found = verifySync({ secret, token: code, epoch: now, epochTolerance: steps * STEP_SECONDS })
  return found.valid ? (found as typeof found & { timeStep: number }) : undefined
}
