import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serverAccount } from '../../support/servers/installed-postgres'

const START_SECONDS = 10
/** Includes the folders of Debian's servers, which are not on every user's PATH. */
const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']

/** The path of a program, if it is installed. */
export function placeOf(name: string): string | undefined {
  return folders.map((folder) => path.join(folder, name)).find((place) => existsSync(place))
}

type Program = {
  name: string
  /** The files in its folder: their names and contents. */
  files: Record<string, string>
  flags: (folder: string) => string[]
  /** The port it listens on. */
  port: number
}

/** Runs an installed program as an unprivileged user, and waits until it listens. */
export async function runProgram({ name, files, flags, port }: Program): Promise<{ stop: () => Promise<void> }> {
  const owner = serverAccount()
  const folder = mkdtempSync(path.join('/tmp', `rekey-${name}-`))
  chmodSync(folder, 0o700)
  for (const [file, words] of Object.entries(files)) writeFileSync(path.join(folder, file), words)
  for (const place of ['', ...Object.keys(files)]) if (owner) chownSync(path.join(folder, place), owner.uid, owner.gid)

  const words: string[] = []
  const child = spawn(placeOf(name)!, flags(folder), { ...owner, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(String(chunk)))
  const ended = once(child, 'exit')
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    child.kill('SIGTERM')
    const patience = setTimeout(kill, 3_000)
    await ended
    clearTimeout(patience)
    rmSync(folder, { recursive: true, force: true })
  }
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(50)) {
    if (await listens(port)) return { stop }
    if (child.exitCode !== null) break
  }
  await stop()
  throw new Error(`${name} did not start:\n${words.join('')}`)
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
