import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '@/db/migrate'
import { ConfigError, config } from './config'
import { describeError, log } from './log'
import { runDispatcher } from './mail/dispatcher'
import { hashEngine } from './passwords/engine'

const DATABASE_WAIT_SECONDS = { server: 30, embedded: 5 }

const shared = globalThis as typeof globalThis & { rekeyStarted?: Promise<void> }

/** Makes the process fit to serve: configuration, migrations, mail. Ends it with code 1 where one cannot be had. */
export function start(): Promise<void> {
  // Development evaluates this module again after an edit; the process is started once.
  shared.rekeyStarted ??= startOnce()
  return shared.rekeyStarted
}

async function startOnce(): Promise<void> {
  requireConfig()
  await migrateWithin(DATABASE_WAIT_SECONDS[config().DATABASE_URL.startsWith('pglite:') ? 'embedded' : 'server'])
  const stop = new AbortController()
  process.once('SIGTERM', () => stop.abort())
  runDispatcher(stop.signal).catch((error) => log().fatal({ event: 'dispatcher.died', ...describeError(error) }))
  log().info({ event: 'started', url: config().APP_URL, mail: config().mailTransport, bcrypt: await hashEngine() })
}

function requireConfig(): void {
  try {
    config()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    exit(...error.faults.map((fault) => `Configuration: ${fault}`))
  }
}

async function migrateWithin(seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  for (;;) {
    try {
      return await migrate()
    } catch (error) {
      if (Date.now() >= deadline) exit(`Database: ${reasonOf(error)}`)
      await sleep(1_000)
    }
  }
}

function reasonOf(error: unknown): string {
  const { error: message, code } = describeError(error)
  return (message || code || 'not reachable').replaceAll('\n', ' ')
}

function exit(...lines: string[]): never {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
  process.exit(1)
}
