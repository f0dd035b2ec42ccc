import { once } from 'node:events'
import { existsSync } from 'node:fs'
import net from 'node:net'
import { text } from 'node:stream/consumers'
import { closeDatabase } from '@/db/connection/client'
import { isMigrated, isWithoutMigrations, migrate } from '@/db/migrate'
import { config } from '@/lib/config'
import type { Result } from '@/lib/result'
import { Unavailable } from '@/lib/unavailable'
import type { Operator } from './command'
import { type AnswerOf, type CommandName, commands, type Question } from './commands'
import { socketFile } from './socket'

/**
 * Runs a command on the database. If a running server has the embedded database open, the command runs in that server. Throws
 * Unavailable with a message for the operator if the database cannot be opened.
 */
export async function runCommand<N extends CommandName>(
  name: N,
  input: unknown,
  operator: Operator,
): Promise<Result<AnswerOf<N>>> {
  const answered = await runInServer(name, input, operator)
  if (answered) return answered
  await requireDatabase()
  return (await commands[name](input, operator)) as Result<AnswerOf<N>>
}

/** Runs a command in the server that has the embedded database open. Undefined if no server has. */
export async function runInServer<N extends CommandName>(
  name: N,
  input: unknown,
  operator: Operator,
): Promise<Result<AnswerOf<N>> | undefined> {
  const server = await runningServer()
  return server && ((await through(server, { name, input, operator })) as Result<AnswerOf<N>>)
}

/** A connection to the server that has the embedded database open. Undefined if no server has. */
async function runningServer(): Promise<net.Socket | undefined> {
  if (!config().DATABASE_URL.startsWith('pglite:')) return undefined
  const connection = net.connect(socketFile())
  return once(connection, 'connect').then(
    () => connection,
    () => undefined,
  )
}

async function through(server: net.Socket, question: Question): Promise<unknown> {
  server.write(`${JSON.stringify(question)}\n`)
  const answer = await text(server)
  if (!answer) throw new Unavailable('The server stopped before it answered.', 1)
  return JSON.parse(answer)
}

/** Opens the database only if a server has created it, because a mistyped setting must not create an empty one. */
export async function requireDatabase(): Promise<void> {
  const [, folder] = /^pglite:(.*)/.exec(config().DATABASE_URL) ?? []
  if (folder && !existsSync(folder)) {
    throw new Unavailable(`There is no database in ${folder}. Set DATABASE_URL, or start Rekey here once.`, 1)
  }
  // The embedded database may be of an older version, and no other process has it open.
  if (folder) await migrate()
  if (!(await isMigrated().catch(neverStarted))) {
    throw new Unavailable('The database belongs to another version of Rekey. Start this version once.', 1)
  }
}

function neverStarted(error: unknown): never {
  if (!isWithoutMigrations(error)) throw error
  throw new Unavailable('The database has no Rekey tables yet. Set DATABASE_URL, or start Rekey here once.', 1)
}

/** Closes the database, so that others can open it. */
export async function letGo(): Promise<void> {
  await closeDatabase().catch(() => {})
}
