import { existsSync, statfsSync } from 'node:fs'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

/** PostgreSQL may have to write this much to recover from a crash, because its log grows in steps of 16 MiB. */
export const SPACE_NEEDED_MEGABYTES = 32
/** SQLSTATEs of PostgreSQL. */
const DISK_FULL = '53100'
const CRASH_SHUTDOWN = '57P02'
/** Not the code of a lost connection, after which the next call would create an empty database in the deleted folder. */
const IO_ERROR = '58030'

const QUERY = 'Q'.charCodeAt(0)
const PARSE = 'P'.charCodeAt(0)

/** Throws if the disk is almost full. PGlite would fail without a reason, and leak memory at each attempt. */
export function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= SPACE_NEEDED_MEGABYTES * 1024 ** 2) return
  throw Object.assign(new Error(`less than ${SPACE_NEEDED_MEGABYTES} MB are free for ${folder}`), { code: DISK_FULL })
}

/**
 * Refuses every statement once the folder has been deleted. PostgreSQL would continue to use the deleted files until the process
 * ends, and everything written there would be lost without notice.
 */
export function stopWithoutFolder(client: PGlite, folder: string): void {
  const send = client.execProtocolRawSync.bind(client)
  const file = path.join(folder, 'PG_VERSION')
  client.execProtocolRawSync = (message) => {
    if (beginsStatement(message) && !existsSync(file)) throw folderGone(folder)
    return send(message)
  }
}

/** A statement is one Query message, or a Parse message and others (PostgreSQL documentation, "Frontend/Backend Protocol"). */
function beginsStatement(message: Uint8Array): boolean {
  return message[0] === QUERY || message[0] === PARSE
}

function folderGone(folder: string): Error {
  const message = `The database folder ${folder} was deleted while Rekey was running. Restart Rekey to create a new, empty database.`
  return Object.assign(new Error(message), { code: IO_ERROR })
}

/**
 * Refuses every statement after a PostgreSQL panic, such as on a full disk. PGlite runs in this thread, so the next statement,
 * even a rollback, would never return and would block the whole process.
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
