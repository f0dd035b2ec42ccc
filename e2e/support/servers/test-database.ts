import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'

export type TestDatabase = { url: string; drop: () => Promise<void> }
/** Which template is copied: an empty one, or one that global setup has migrated. */
type Template = { migrated?: boolean }

/** A database on the available PostgreSQL server, or else an embedded one. */
export function freshDatabase(template: Template = {}): Promise<TestDatabase> {
  return process.env.TEST_DATABASE_URL ? freshPostgres(template) : freshPglite(template)
}

/** A new database on the server of TEST_DATABASE_URL, empty unless `migrated`. */
export async function freshPostgres({ migrated = false }: Template = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set.')
  const name = `rekey_${randomBytes(6).toString('hex')}`
  // template1 cannot be copied while somebody is connected to it.
  const template = (migrated && process.env.POSTGRES_TEMPLATE) || 'template0'
  await onServer(server, `create database ${name} template ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

/** An embedded database in a temporary folder, empty unless `migrated`. */
export async function freshPglite({ migrated = false }: Template = {}): Promise<TestDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-pglite-'))
  const data = path.join(folder, 'db')
  const template = process.env[migrated ? 'PGLITE_TEMPLATE' : 'PGLITE_EMPTY']
  if (template) {
    mkdirSync(data, { mode: 0o700 })
    cpSync(template, data, { recursive: true })
  }
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  return { url: `pglite:${data}`, drop }
}

async function onServer(server: string, statement: string) {
  const client = postgres(server, { max: 1, prepare: false, onnotice: () => {} })
  try {
    await client.unsafe(statement)
  } finally {
    await client.end({ timeout: 5 })
  }
}
