import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '@/db/migrate'
import { ConfigError, config } from './config'
import { endAfter } from './ending'
import { describeError, log } from './log'
import { startMetrics } from './metrics/metrics'
import { hashEngine } from './passwords/engine'
import { flushTraces, startTracing } from './tracing/tracing'

const DATABASE_WAIT_SECONDS = { server: 30, embedded: 5 }
/** Longer than the longest send, shorter than the 30 s after which most supervisors kill. */
const DRAIN_SECONDS = 25
/** Whoever came during the start is answered first: what makes and sends mails takes longer to load than all else. */
const DISPATCH_AFTER_MILLISECONDS = 500

const shared = globalThis as typeof globalThis & { rekeyStarted?: Promise<void> }

/** Makes the process fit to serve: configuration, migrations, mail. Ends it with code 1 where one cannot be had. */
export function start(): Promise<void> {
  // Development evaluates this module again after an edit; the process is started once.
  shared.rekeyStarted ??= startOnce().catch((error) => exit(...reasons(error)))
  return shared.rekeyStarted
}

async function startOnce(): Promise<void> {
  const { DATABASE_URL, APP_URL, DISPATCHER, RATE_LIMITS, SHUTDOWN_DELAY, mailTransport } = config()
  endAfter(SHUTDOWN_DELAY)
  const embedded = DATABASE_URL.startsWith('pglite:')
  await Promise.all([startMetrics(), startTracing()])
  const [bcrypt] = await Promise.all([
    hashEngine(),
    migrateWithin(DATABASE_WAIT_SECONDS[embedded ? 'embedded' : 'server']),
  ])
  if (DISPATCHER) dispatchUntilTold()
  else log().warn({ event: 'dispatcher.off' })
  // Of another database operators ask themselves.
  if (embedded) (await import('./operator/socket')).listenToOperators()
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
      log().warn({ event: 'database.awaited', error: reason })
      await sleep(1_000)
    }
  }
}

/** A wrong name or password, a database that does not exist, or too few rights (SQLSTATE) do not get better by waiting. */
function isHopeless(error: unknown): boolean {
  return ['28000', '28P01', '3D000', '42501'].includes(describeError(error).code ?? '')
}

function dispatchUntilTold(): void {
  const told = new AbortController()
  const drained = dispatch(told.signal).catch((error) => {
    log().fatal({ event: 'dispatcher.died', ...describeError(error) })
  })
  process.once('SIGTERM', () => {
    told.abort()
    const drainedLate = sleep(DRAIN_SECONDS * 1000)
    const end = process.exit
    // Next ends the process when its requests are answered; a mail under way would then go out a second time.
    process.exit = () => {
      void Promise.race([drained.then(flushTraces), drainedLate]).then(() => end(0))
      return undefined as never
    }
  })
}

async function dispatch(told: AbortSignal): Promise<void> {
  await sleep(DISPATCH_AFTER_MILLISECONDS, undefined, { signal: told }).catch(() => {})
  if (!told.aborted) await (await import('./mail/dispatcher')).runDispatcher(told)
}

function reasons(error: unknown): string[] {
  if (error instanceof ConfigError) return error.faults.map((fault) => `Configuration: ${fault}`)
  return [oneLine(error)]
}

function oneLine(error: unknown): string {
  const { error: message, code } = describeError(error)
  return (message || code || 'not reachable').replaceAll('\n', ' ')
}

function exit(...lines: string[]): never {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
  process.exit(1)
}
