import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { lockFolder } from './folder-lock'

const seesProcesses = existsSync('/proc/self/stat')

test('a folder is locked by a file that names the process, and unlocked afterwards', () => {
  using place = aPlace()
  const unlock = lockFolder(place.folder)
  expect(place.holder()).toMatchObject({ pid: process.pid, host: os.hostname() })
  expect(statSync(place.file).mode & 0o777).toBe(0o600)
  unlock()
  expect(existsSync(place.file)).toBe(false)
})

test('a folder that another process has locked is refused, and the error names that process', async () => {
  using place = aPlace()
  const other = idleProcess()
  place.lockedBy({ pid: other.pid, started: startOf(other) })
  expect(() => lockFolder(place.folder)).toThrow(`process ${other.pid} on ${os.hostname()}`)
  expect(place.holder().pid).toBe(other.pid)
  await end(other)
  lockFolder(place.folder)()
})

test('this process cannot lock a folder twice', () => {
  using place = aPlace()
  const unlock = lockFolder(place.folder)
  expect(() => lockFolder(place.folder)).toThrow(`process ${process.pid}`)
  unlock()
})

test('the lock of a process that has ended is taken over', async () => {
  using place = aPlace()
  const other = idleProcess()
  const started = startOf(other)
  await end(other)
  place.lockedBy({ pid: other.pid, started })
  const unlock = lockFolder(place.folder)
  expect(place.holder().pid).toBe(process.pid)
  unlock()
})

test('the lock of a process whose ID has been reused is taken over', async () => {
  test.skip(!seesProcesses, 'only Linux says when a process started')
  using place = aPlace()
  const other = idleProcess()
  place.lockedBy({ pid: other.pid, started: '1' })
  const unlock = lockFolder(place.folder)
  expect(place.holder().pid).toBe(process.pid)
  unlock()
  await end(other)
})

test('the lock of another host is respected, whatever is running here', () => {
  using place = aPlace()
  place.lockedBy({ pid: 2 ** 22 + 1, host: 'elsewhere' })
  expect(() => lockFolder(place.folder)).toThrow(`on elsewhere. End that process first, or remove ${place.file}`)
})

test('an unreadable lock is ignored', () => {
  using place = aPlace()
  writeFileSync(place.file, '{"pid":')
  lockFolder(place.folder)()
})

function aPlace() {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'rekey-lock-'))
  const folder = path.join(parent, 'db')
  const file = `${folder}.lock`
  return {
    folder,
    file,
    holder: () => JSON.parse(readFileSync(file, 'utf8')),
    lockedBy: (holder: object) => writeFileSync(file, JSON.stringify({ host: os.hostname(), ...holder })),
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  }
}

function idleProcess(): ChildProcess {
  return spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20_000)'], { stdio: 'ignore' })
}

async function end(other: ChildProcess): Promise<void> {
  const ended = once(other, 'exit')
  other.kill('SIGKILL')
  await ended
}

function startOf({ pid }: ChildProcess): string | undefined {
  return seesProcesses ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] : undefined
}
