import { mkdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { fail } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import { commands, isCommand, type Question } from './commands'

/** What an operating system takes as the name of a socket: 104 bytes on macOS, with the zero that ends it. */
const LONGEST_NAME_BYTES = 103
const LONGEST_QUESTION_BYTES = 64 * 1024

/** Relative where DATA_DIR is: the operator stands in the same folder as the server. */
export const socketFile = () => path.join(/*turbopackIgnore: true*/ config().DATA_DIR, 'rekey.sock')

/**
 * Answers operators of this machine while this process holds the embedded database, which no other process can open;
 * returns the end of that, undefined where there is nothing to answer for.
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
    // Left by a process that was killed: whoever has the database open is the only one that may listen.
    rmSync(file, { force: true })
  } catch (error) {
    log().warn({ event: 'operator.unavailable', file, ...describeError(error) })
    return undefined
  }
  const server = net.createServer((connection) => void answer(connection))
  server.on('error', (error) => log().warn({ event: 'operator.unavailable', ...describeError(error) }))
  // Whoever can connect can do everything to every account: the socket is its owner's alone from its first moment.
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

/** One line asks, one line answers. */
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
    return await commands[name](input, { name: String(operator.name) })
  } catch (error) {
    log().error({ event: 'unexpected', ...describeError(error) })
    return fail(isUnavailable(error) ? 'unavailable' : 'unexpected')
  }
}
