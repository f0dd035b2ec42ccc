import { existsSync, statfsSync } from 'node:fs'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

/** What PostgreSQL may have to write before it can serve after a crash: its log grows by 16 MiB at a time. */
export const SPACE_NEEDED_MEGABYTES = 32
/** SQLSTATEs of PostgreSQL's own. */
const DISK_FULL = '53100'
const CRASH_SHUTDOWN = '57P02'
/** Not the end of a connection, after which the next call would create an empty database in a folder that was deleted. */
const IO_ERROR = '58030'

/** Throws where the disk is as good as full: PGlite would fail for no reason given, and keep the memory of each try. */
export function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= SPACE_NEEDED_MEGABYTES * 1024 ** 2) return
  throw Object.assign(new Error(`less than ${SPACE_NEEDED_MEGABYTES} MB are free for ${folder}`), { code: DISK_FULL })
}

/**
 * Refuses every statement once the folder is gone. PostgreSQL would go on in the deleted files until the process ends, and
 * everything written there would be lost without notice.
 */
export function stopWithoutFolder(client: PGlite, folder: string): void {
  const send = client.execProtocolRawSync.bind(client)
  client.execProtocolRawSync = (message) => {
    if (!existsSync(path.join(folder, 'PG_VERSION'))) throw folderGone(folder)
    return send(message)
  }
}

function folderGone(folder: string): Error {
  const message = `The database folder ${folder} was deleted while Rekey was running. Restart Rekey to create a new, empty database.`
  return Object.assign(new Error(message), { code: IO_ERROR })
}

/**
 * Refuses every statement after a panic of PostgreSQL (a full disk makes one). It runs in this very thread: the next
 * one, be it a rollback, would never return, and nothing else in the process would be answered again.
 */
export function stopAtPanic(client: PGlite): void {
  let panicked = false
  const send = client.execProtocolRawSync.bind(client)
  client.execProtocolRawSync = (message) => {
    if (panicked) throw Object.assign(new Error('the embedded database has panicked'), { code: CRASH_SHUTDOWN })
    return send(message)
  }
  const notice = (error: unknown): never => {
    panicked ||= (error as { severity?: string }).severity === 'PANIC'
    throw error
  }
  const { execProtocol, execProtocolStream } = client
  client.execProtocol = (...asked) => execProtocol.apply(client, asked).catch(notice)
  client.execProtocolStream = (...asked) => execProtocolStream.apply(client, asked).catch(notice)
}
