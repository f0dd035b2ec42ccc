import { randomInt } from 'node:crypto'
import { startSite } from '../../support/servers/site'

/** Cheap hashes, so that what fails or waits is what the test is about; floods are no business of these tests. */
const chaosSettings = { PASSWORD_HASH: 'argon2id', RATE_LIMITS: 'off', LOG_LEVEL: 'info' }

export function startChaosSite({ environment, ...options }: Parameters<typeof startSite>[0] = {}) {
  return startSite({ ...options, environment: { ...chaosSettings, ...environment } })
}

/** The header by which a request comes from an address of its own. */
export function fromAnywhere(): Record<string, string> {
  return { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}` }
}
