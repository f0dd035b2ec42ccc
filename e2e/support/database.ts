import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'

export type TestDatabase = { url: string; drop: () => Promise<void> }

/** An empty database: on the PostgreSQL server that was found, else embedded. */
export function freshDatabase(): Promise<TestDatabase> {
  return process.env.TEST_DATABASE_URL ? freshPostgres() : freshPglite()
}

/** An empty database of its own on the server of TEST_DATABASE_URL. */
export async function freshPostgres(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('TEST_DATABASE_URL is not set.')
  const name = `rekey_${randomBytes(6).toString('hex')}`
  // Not template1, which cannot be copied while anybody is connected to it.
  await onServer(server, `create database ${name} template template0`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

/** An empty embedded database in a temporary folder. */
export async function freshPglite(): Promise<TestDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-pglite-'))
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  return { url: `pglite:${path.join(folder, 'db')}`, drop }
}

async function onServer(server: string, statement: string) {
  const client = postgres(server, { max: 1, prepare: false, onnotice: () => {} })
  try {
    await client.unsafe(statement)
  } finally {
    await client.end({ timeout: 5 })
  }
}
