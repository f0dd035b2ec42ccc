import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port'
import { neutral } from './neutral-environment'
import { type Mailbox, startMailbox } from './smtp-mailbox'
import { freshDatabase } from './test-database'

/** Longer than a site waits for its database. */
const START_SECONDS = 45
const STOP_SECONDS = 10
const ROOT = path.resolve(import.meta.dirname, '../../..')
/** The variables that a process needs from its system; nothing else of the shell's environment reaches the site. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'LANG', 'SystemRoot']

type Options = {
  /** The database of another site, for a second instance. The default is an empty database. */
  databaseUrl?: string
  mailbox?: Mailbox
  environment?: Record<string, string>
  /** False for a site that is expected to start without being ready. */
  untilReady?: boolean
  program?: Program
}
/** The file that Node runs, directly so that the process ID is that of the server. `user` is set to run as another user. */
type Program = { folder: string; command: string[]; user?: number }
const checkout: Program = { folder: ROOT, command: ['dist/server.mjs'] }
export type Site = Awaited<ReturnType<typeof startSite>>

/** Starts the production build on a free port, with a database and an SMTP server. `stop` ends all of them. */
export async function startSite(options: Options = {}) {
  const { databaseUrl, mailbox, environment, untilReady = true, program = checkout } = options
  if (!existsSync(path.join(ROOT, '.next/BUILD_ID'))) throw new Error('There is no build: npm run build')
  const database = databaseUrl ? { url: databaseUrl, drop: async () => {} } : await freshDatabase({ migrated: true })
  const ownMailbox = mailbox ? undefined : await startMailbox()
  const post = mailbox ?? (ownMailbox as Mailbox)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'rekey-site-'))
  if (program.user !== undefined) chownSync(dataDir, program.user, program.user)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings: typeof neutral = {
    ...neutral,
    APP_URL: url,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    MAIL_FROM: 'Rekey <no-reply@example.com>',
    // A tenth of bcrypt's work, because journeys do not depend on the duration of a hash.
    PASSWORD_HASH: 'argon2id',
    SMTP_URL: post.url,
    SHUTDOWN_DELAY: '0',
    // Each test sends its own IP address in X-Forwarded-For, so that tests do not share rate limits.
    TRUST_PROXY: '1',
    ...environment,
  }
  const lines: string[] = []
  const clear = async () => {
    await ownMailbox?.stop()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  let server = await launch(program, port, settings, lines, untilReady).catch(async (error) => {
    await clear()
    throw error
  })

  return {
    url,
    databaseUrl: database.url,
    dataDir,
    /** The secret for a second instance that accepts the links of this one. */
    authSecret: settings.AUTH_SECRET,
    mailbox: post,
    /** What its commands need to work on the same database. */
    settings: () => ({ ...settings }),
    /** Every line the server wrote, before and after a restart. */
    log: (): readonly string[] => lines,
    exitCode: () => server.exitCode,
    pid: () => server.pid ?? 0,
    /** Ends only the server, with SIGKILL for a crash; `restart` starts it again on the same data, optionally with other settings. */
    halt: (signal?: NodeJS.Signals, patienceSeconds?: number) => end(server, signal, patienceSeconds),
    async restart(changes: Record<string, string> = {}) {
      await end(server)
      Object.assign(settings, changes)
      server = await launch(program, port, settings, lines, untilReady)
    },
    async stop() {
      await end(server)
      await clear()
    },
  }
}

async function launch(
  { folder, command, user }: Program,
  port: number,
  settings: Record<string, string>,
  lines: string[],
  untilReady: boolean,
) {
  const system = Object.fromEntries(inherited.map((name) => [name, process.env[name]]))
  const server = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...system, NEXT_TELEMETRY_DISABLED: '1', ...settings, PORT: String(port), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    uid: user,
    gid: user,
  })
  for (const input of [server.stdout, server.stderr]) createInterface({ input }).on('line', (line) => lines.push(line))
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  server.once('exit', () => process.off('exit', kill))

  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(100)) {
    const status = await statusOf(`http://localhost:${port}/readyz`)
    if (status === 200 || (status && !untilReady)) return server
    if (hasEnded(server)) break
  }
  await end(server, 'SIGKILL')
  throw new Error(`The site did not start:\n${lines.join('\n')}`)
}

/** Undefined if there is no answer in time, because requests may wait while a server starts. */
async function statusOf(address: string): Promise<number | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
  return answer?.status
}

async function end(server: ChildProcess, signal: NodeJS.Signals = 'SIGTERM', patienceSeconds = STOP_SECONDS) {
  if (hasEnded(server)) return
  const ended = once(server, 'exit')
  server.kill(signal)
  const patience = setTimeout(() => server.kill('SIGKILL'), patienceSeconds * 1000)
  await ended
  clearTimeout(patience)
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}
