import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '@/db/migrate'
import { ConfigError, config, readConfig } from '@/lib/config'
import { misspelledSettings } from '@/lib/doctor/settings/misspelled-settings'
import { describeError, log } from '@/lib/log'
import { startMetrics } from '@/lib/metrics/metrics'
import { hashEngine } from '@/lib/passwords/pool/shared-pool'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { smtpUrlWarnings } from '@/lib/rules/urls/smtp-url'
import { flushTraces, startTracing } from '@/lib/tracing/tracing'

const DATABASE_WAIT_SECONDS = { server: 30, embedded: 5 }
/** Longer than the longest send, shorter than the 30 s after which most supervisors kill. */
const DRAIN_SECONDS = 25
/** Requests that arrive during the start are answered first, because the email code takes longest to load. */
const DISPATCH_AFTER_MILLISECONDS = 500

const DOCTOR = 'To see how to fix this, run: npx rekey doctor'

const told = new AbortController()
let drained: Promise<void> = Promise.resolve()

/** Prepares the process: configuration, migrations, email. Ends it with code 1 if one of them fails. */
export async function start(): Promise<void> {
  await startOnce().catch((error) => exit(...reasons(error)))
}

/** Lets the dispatcher finish the emails it is sending, and flushes the traces. What takes longer is left to another instance. */
export async function stopWork(): Promise<void> {
  told.abort()
  await Promise.race([drained.then(flushTraces), sleep(DRAIN_SECONDS * 1000, undefined, { ref: false })])
}

async function startOnce(): Promise<void> {
  const { DATABASE_URL, MIGRATE_DATABASE_URL, APP_URL, DISPATCHER, RATE_LIMITS, SMTP_URL, mailTransport } = config()
  const embedded = DATABASE_URL.startsWith('pglite:')
  for (const url of [DATABASE_URL, MIGRATE_DATABASE_URL ?? ''])
    for (const hint of readDatabaseUrl(url).warnings) log().warn({ event: 'configuration.database', hint })
  if (SMTP_URL)
    for (const hint of smtpUrlWarnings(new URL(SMTP_URL))) log().warn({ event: 'configuration.email', hint })
  for (const hint of misspelt()) log().warn({ event: 'configuration.misspelled', hint })
  await Promise.all([startMetrics(), startTracing()])
  const [bcrypt] = await Promise.all([
    hashEngine(),
    migrateWithin(DATABASE_WAIT_SECONDS[embedded ? 'embedded' : 'server']),
  ])
  if (DISPATCHER) dispatchUntilTold()
  else log().warn({ event: 'dispatcher.off' })
  // Operators open any other database themselves.
  if (embedded) (await import('@/lib/operator/socket')).listenToOperators()
  if (!RATE_LIMITS) log().warn({ event: 'throttles.off' })
  log().info({ event: 'started', url: APP_URL, mail: mailTransport, bcrypt })
}

async function migrateWithin(seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await migrate()
    } catch (error) {
      const reason = oneLine(error)
      if (Date.now() >= deadline || isHopeless(error)) throw new Error(`Database: ${reason}`)
      log().warn({ event: 'database.waiting', error: reason })
      await sleep(1_000)
    }
  }
}

/** Waiting does not help against a wrong name or password, a missing database, missing rights, an unknown setting (SQLSTATE) or a missing file. */
function isHopeless(error: unknown): boolean {
  return ['28000', '28P01', '3D000', '42501', '42704', 'ERR_URL_FILE', 'ERR_DATABASE_URL'].includes(
    describeError(error).code ?? '',
  )
}

function dispatchUntilTold(): void {
  drained = dispatch(told.signal).catch((error) => {
    log().fatal({ event: 'dispatcher.died', ...describeError(error) })
  })
}

async function dispatch(told: AbortSignal): Promise<void> {
  await sleep(DISPATCH_AFTER_MILLISECONDS, undefined, { signal: told }).catch(() => {})
  if (!told.aborted) await (await import('@/lib/outbox/dispatcher')).runDispatcher(told)
}

function reasons(error: unknown): string[] {
  if (!(error instanceof ConfigError)) return [oneLine(error)]
  const faults = [...error.faults, ...misspelt()].map((fault) => `Configuration: ${fault}`)
  return readConfig().settings.production ? [...faults, DOCTOR] : faults
}

function misspelt(): string[] {
  const found = misspelledSettings(readConfig().environment)
  return found.map(({ name, instead }) => `${name} is set, but Rekey has no such setting. Rename it to ${instead}`)
}

function oneLine(error: unknown): string {
  const { error: message, code } = describeError(error)
  return (message || code || 'not reachable').replaceAll('\n', ' ')
}

function exit(...lines: string[]): never {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
  process.exit(1)
}
