import type { Check, CheckContext } from './check'
import { database } from './database/database-checks'
import { mailServer } from './email/mail-server'
import { sendTrialEmail } from './email/send-trial-email'
import { senderDomain } from './email/sender-domain'
import type { Finding } from './finding'
import { inTime } from './in-time'
import { files } from './machine/files'
import { hashing } from './machine/hashing-speed'
import { runtime } from './machine/node-version'
import { authSecret } from './settings/auth-secret'
import { brand } from './settings/brand'
import { configuration } from './settings/configuration'
import { passkeys } from './settings/passkeys'
import { plainHttp } from './site/plain-http'
import { site } from './site/site-checks'
import { certificate } from './site/tls-certificate'

const PATIENCE_SECONDS = 10

const checks: Record<string, Check> = {
  runtime,
  configuration,
  secret: authSecret,
  brand,
  passkeys,
  files,
  database,
  site,
  certificate,
  'plain-http': plainHttp,
  mail: mailServer,
  dns: senderDomain,
  'mail.trial': sendTrialEmail,
}

/** Runs all checks at once, each with its own time limit. The findings come in a fixed order. */
export async function runChecks(context: CheckContext, patienceSeconds = PATIENCE_SECONDS): Promise<Finding[]> {
  // Runs alone because it is timed, and opening an embedded database blocks everything else in this process.
  const hashed = await inTime('hashing', () => hashing(context), patienceSeconds)
  const all = Object.entries(checks).map(([name, check]) => inTime(name, () => check(context), patienceSeconds))
  return [...(await Promise.all(all)), hashed].flat()
}
