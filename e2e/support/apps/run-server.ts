import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { selfSigned } from '../servers/self-signed-certificate'

const START_SECONDS = 20

type Program = {
  file: string
  /** What the program is called with and reads. Its files belong in the folder, which has a certificate and its key. */
  prepare(folder: string): { args: string[]; configuration: string }
}

/** Starts a server that needs a folder of its own. Returns a function that stops it and deletes its files. */
export async function runServer({ file, prepare }: Program, port: number): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-proxy-'))
  const { key, certificate } = selfSigned()
  const { args, configuration } = prepare(folder)
  const files = { key, certificate, configuration }
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o600 })
  const log = path.join(folder, 'log')
  const server = spawn('sh', ['-c', 'exec "$0" "$@" >log 2>&1', file, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder } as never,
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  server.once('exit', () => process.off('exit', kill))
  const stop = async () => {
    if (server.exitCode === null) server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  }
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(50)) {
    if (server.exitCode !== null) break
    if (await listens(port)) return stop
  }
  const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
  await stop()
  throw new Error(`${file} did not start:\n${said}`)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1')
    probe.once('error', () => resolve(false))
    probe.once('connect', () => resolve(probe.destroy() !== undefined))
  })
}
