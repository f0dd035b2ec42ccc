import { randomInt } from 'node:crypto'
import { startSite } from '../../support/servers/site'

/** Cheap hashes and no rate limits, so that requests fail or wait only because of the fault under test. */
const chaosSettings = { PASSWORD_HASH: 'argon2id', RATE_LIMITS: 'off', LOG_LEVEL: 'info' }

export function startChaosSite({ environment, ...options }: Parameters<typeof startSite>[0] = {}) {
  return startSite({ ...options, environment: { ...chaosSettings, ...environment } })
}

/** The header that gives a request a random IP address. */
export function fromAnywhere(): Record<string, string> {
  return { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}` }
}
