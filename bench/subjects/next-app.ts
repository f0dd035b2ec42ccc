import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '@/e2e/support/servers/free-port'
import type { Bench } from '../bench'
import { install } from '../install.mjs'
import { ROOT } from '../root'

const PEERS = path.join(ROOT, 'bench/peers')
const NEXT = 'node_modules/next/dist/bin/next'
const START_SECONDS = 30

export type App = { url: string; pid: () => number; stop: () => Promise<void> }

/** Starts a peer's production build, which is made first if it does not exist. */
export async function startPeer(bench: Bench, peer: string, environment: Record<string, string> = {}): Promise<App> {
  const folder = path.join(PEERS, peer)
  await bench.once(`build of ${peer}`, async () => buildPeer(folder))
  // A page that needs no database, because there is none yet.
  const app = await startNext(folder, environment, '/no-such-page')
  bench.atEnd(app.stop)
  return app
}

function buildPeer(folder: string): void {
  install(PEERS)
  if (existsSync(path.join(folder, '.next/BUILD_ID'))) return
  const env = neutral({ AUTH_SECRET: 'only while it is built', BASE_URL: 'http://localhost' })
  execFileSync(process.execPath, [programOf(folder), 'build'], { cwd: folder, env, stdio: 'pipe' })
}

/** Peers use the packages in their own folder. */
function programOf(folder: string): string {
  return path.join(folder.startsWith(PEERS) ? PEERS : ROOT, NEXT)
}

/** Starts Next directly with Node, so that the process ID is that of the server. Ready when `page` is answered. */
export function startNext(folder: string, environment: Record<string, string>, page: string): Promise<App> {
  return startServer(folder, [programOf(folder), 'start'], environment, page)
}

/** The same for any command that starts a server on PORT. */
export async function startServer(
  folder: string,
  command: string[],
  environment: Record<string, string>,
  page: string,
): Promise<App> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = neutral({ BASE_URL: url, ...environment, PORT: String(port) })
  const server = spawn(process.execPath, command, { cwd: folder, env, stdio: 'ignore' })
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  server.once('exit', () => process.off('exit', kill))
  await answers(url + page, server)
  return { url, pid: () => server.pid ?? 0, stop: () => stop(server) }
}

/** Waits for any answer except 503. A 404 counts. */
async function answers(address: string, server: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(5)) {
    const answer = await fetch(address).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer && answer.status !== 503) return
    if (server.exitCode !== null) break
  }
  throw new Error(`${address} does not answer`)
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

function neutral(environment: Record<string, string>) {
  const { PATH, HOME } = process.env
  return { PATH, HOME, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...environment } as NodeJS.ProcessEnv
}
