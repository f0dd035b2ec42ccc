import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'

type Holder = { pid: number; host: string; started?: string }

const TAKEOVER_SECONDS = 10

/** Another process has the embedded database open; the message names it. */
class FolderLocked extends Error {}

/**
 * Keeps other processes out of `folder` with a lock file next to it, because PGlite has no lock, and two processes at once lose
 * rows. A lock whose process has ended is taken over. A lock of another host is not, because we cannot see whether its process
 * is running. Returns a function that unlocks the folder.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`
  if (!create(file)) takeOver(file)
  const unlock = () => rmSync(file, { force: true })
  process.once('exit', unlock)
  return () => {
    process.off('exit', unlock)
    unlock()
  }
}

/** The complete file is linked into place, so that nobody can read half of it. False if there is a lock already. */
function create(file: string): boolean {
  const mine: Holder = { pid: process.pid, host: os.hostname(), started: startOf(process.pid) }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Uses a second lock, because only one of several processes that find an abandoned lock may remove it. */
function takeOver(file: string): void {
  const guard = `${file}.takeover`
  if (isOlder(guard, TAKEOVER_SECONDS)) rmSync(guard, { force: true })
  if (!create(guard)) throw new FolderLocked(`The embedded database is being opened by another process (${file}).`)
  try {
    const holder = read(file)
    if (holder && isAlive(holder)) throw new FolderLocked(refusal(file, holder))
    rmSync(file, { force: true })
    if (!create(file)) throw new FolderLocked(`The embedded database was opened by another process (${file}).`)
  } finally {
    rmSync(guard, { force: true })
  }
}

function isOlder(file: string, seconds: number): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > seconds * 1000
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

/** When a process started, if the system says so. After a restart of a machine or container, the same ID is another process. */
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
