import { mkdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { fail } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import { commands, isCommand, type Question } from './commands'

/** The longest socket name that operating systems accept: 104 bytes on macOS, including the final zero. */
const LONGEST_NAME_BYTES = 103
const LONGEST_QUESTION_BYTES = 64 * 1024

/** Relative if DATA_DIR is: the operator runs the command in the same folder as the server. */
export const socketFile = () => path.join(/*turbopackIgnore: true*/ config().DATA_DIR, 'rekey.sock')

/**
 * Answers operators on this machine while this process has the embedded database open, which no other process can open then.
 * Returns a function that ends this; undefined if there is no embedded database.
 */
export function listenToOperators(): (() => void) | undefined {
  if (!config().DATABASE_URL.startsWith('pglite:')) return undefined
  const file = socketFile()
  if (Buffer.byteLength(file) > LONGEST_NAME_BYTES) {
    log().warn({ event: 'operator.unavailable', file })
    return undefined
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    // Left by a process that was killed: only the process that has the database open may listen.
    rmSync(file, { force: true })
  } catch (error) {
    log().warn({ event: 'operator.unavailable', file, ...describeError(error) })
    return undefined
  }
  const server = net.createServer((connection) => void answer(connection))
  server.on('error', (error) => log().warn({ event: 'operator.unavailable', ...describeError(error) }))
  // Anyone who can connect can do everything to every account, so from the start only the owner can access the socket.
  const usual = process.umask(0o177)
  server.listen(file)
  process.umask(usual)
  server.unref()
  const remove = () => rmSync(file, { force: true })
  process.once('exit', remove)
  return () => {
    process.off('exit', remove)
    server.close()
  }
}

/** Reads one line and answers with one line. */
async function answer(connection: net.Socket): Promise<void> {
  connection.on('error', () => connection.destroy())
  let read = 0
  connection.on('data', (bytes) => {
    read += bytes.length
    if (read > LONGEST_QUESTION_BYTES) connection.destroy()
  })
  for await (const line of createInterface({ input: connection })) {
    connection.end(`${JSON.stringify(await perform(line))}\n`)
    return
  }
}

async function perform(line: string) {
  try {
    const { name, input, operator } = JSON.parse(line) as Question
    if (!isCommand(name)) return fail('not-found')
    log().info({ event: 'operator', command: name, operator: String(operator.name) })
    return await commands[name](input, { name: String(operator.name), reason: operator.reason })
  } catch (error) {
    log().error({ event: 'unexpected', ...describeError(error) })
    return fail(isUnavailable(error) ? 'unavailable' : 'unexpected')
  }
}
