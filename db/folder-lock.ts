import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'

type Holder = { pid: number; host: string; started?: string }

/** Somebody else has the embedded database open; the message names the process. */
class FolderLocked extends Error {}

/**
 * Keeps other processes off `folder` by a lock file beside it: PGlite has no lock of its own, and two at once lose rows.
 * A lock whose process is gone is taken over; one of another host is not, since nobody here can tell. Returns the unlock.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`
  const mine: Holder = { pid: process.pid, host: os.hostname(), started: startOf(process.pid) }
  if (!create(file, mine)) {
    const holder = read(file)
    if (holder && isAlive(holder)) throw new FolderLocked(refusal(file, holder))
    rmSync(file, { force: true })
    if (!create(file, mine))
      throw new FolderLocked(`The embedded database is being opened by another process (${file}).`)
  }
  const unlock = () => rmSync(file, { force: true })
  process.once('exit', unlock)
  return () => {
    process.off('exit', unlock)
    unlock()
  }
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== os.hostname()) return true
  if (started !== startOf(pid)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, where the system tells: a number that a restarted machine or container gives out again is not the same process. */
function startOf(pid: number): string | undefined {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)
    return afterName?.split(' ')[19]
  } catch {
    return undefined
  }
}

function refusal(file: string, { pid, host }: Holder): string {
  return `The embedded database is open in process ${pid} on ${host}. End that process first, or remove ${file} if it is long gone.`
}
