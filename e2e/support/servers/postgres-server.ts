import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { freePort } from './free-port'
import { binariesFolder, serverAccount } from './installed-postgres'

const START_SECONDS = 30
// The data is temporary, so nothing has to wait for a disk.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

/**
 * Stops the server and deletes its folder when the input closes, however the test run ended. Each line of input starts the
 * server again. $1 is the folder, the rest is the server's command.
 */
const watchdog = `folder=$1; shift
"$@" </dev/null & server=$!
while read -r _; do "$@" </dev/null & server=$!; done
kill -INT $server 2>/dev/null
wait $server
cd / && rm -rf "$folder"`

/**
 * Starts a temporary server from the installed binaries. The settings in `more` override the usual ones. With `primary`, the
 * URL of another server, it is that server's standby, with the name `standby`.
 */
export async function startPostgres(more: string[] = [], primary?: string) {
  const binaries = binariesFolder()
  if (!binaries) throw new Error('PostgreSQL is not installed.')
  const owner = serverAccount()
  const folder = mkdtempSync(path.join(owner ? '/tmp' : tmpdir(), 'rekey-postgres-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = path.join(folder, 'data')
  const [program, flagsOfData] = primary ? copyOf(primary) : emptyCluster()
  execFileSync(path.join(binaries, program), ['-D', data, ...flagsOfData], { ...owner, cwd: folder, stdio: 'pipe' })

  const port = await freePort()
  const flags = [
    ...settings,
    ...more,
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
  ]
  const command = [path.join(binaries, 'postgres'), '-D', data, ...flags.flatMap((flag) => ['-c', flag])]
  const log = openSync(path.join(folder, 'log'), 'a', 0o666)
  // A separate process group, so that Ctrl-C reaches only the tests and they end while the database is running.
  const child = spawn('/bin/sh', ['-c', watchdog, 'watchdog', folder, ...command], {
    ...owner,
    cwd: folder,
    stdio: ['pipe', log, log],
    detached: true,
  })
  closeSync(log)
  const ended = once(child, 'exit')
  const stop = async () => {
    child.stdin?.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }

  const url = `postgres://rekey@127.0.0.1:${port}/postgres`
  const server = {
    url,
    stop,
    /** Stops only the server and keeps its data: 'fast' disconnects clients and exits cleanly, 'immediate' is a crash. */
    async halt(how: 'fast' | 'immediate') {
      process.kill(pidOf(data), how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      while (existsSync(pidFileOf(data))) await pause(20)
    },
    /** Kills every process of the server at once, as in a power failure. */
    kill() {
      const postmaster = pidOf(data)
      for (const pid of [postmaster, ...childrenOf(postmaster)]) process.kill(pid, 'SIGKILL')
    },
    /** Starts the server again with the same data and port. */
    async startAgain() {
      child.stdin?.write('\n')
      if (!(await answers(url))) throw new Error('PostgreSQL did not start again.')
    },
  }
  if (await answers(url)) return server
  const words = readFileSync(path.join(folder, 'log'), 'utf8')
  await stop()
  throw new Error(`PostgreSQL from ${binaries} did not start:\n${words}`)
}

type DataMaker = [program: string, flags: string[]]

function emptyCluster(): DataMaker {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  return ['initdb', ['-A', 'trust', '-U', 'rekey', `--locale=${locale}`, '-E', 'UTF8', '-N']]
}

function copyOf(primary: string): DataMaker {
  return ['pg_basebackup', ['-d', `${primary}?application_name=standby`, '-R', '-X', 'stream', '-c', 'fast', '-N']]
}

const pidFileOf = (data: string) => path.join(data, 'postmaster.pid')
const pidOf = (data: string) => Number(readFileSync(pidFileOf(data), 'utf8').split('\n')[0])

function childrenOf(pid: number): number[] {
  return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((child) => child > 0)
}

async function answers(url: string): Promise<boolean> {
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(100)) {
    const client = postgres(url, { max: 1, onnotice: () => {} })
    const alive = await client`select 1`.then(
      () => true,
      () => false,
    )
    await client.end({ timeout: 1 })
    if (alive) return true
  }
  return false
}
