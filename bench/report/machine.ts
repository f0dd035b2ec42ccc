import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { postgresProgram } from '@/e2e/support/servers/installed-postgres'

/** The machine and the versions of the measurements, one per line. */
export function describeMachine(): string[] {
  const [processor] = os.cpus()
  return [
    `${os.availableParallelism()} × ${processor?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 1e9)} GB`,
    `${os.type()} ${os.release()} ${os.arch()}`,
    `Node ${process.versions.node}`,
    postgresVersion(),
    `Next ${versionOf('next')}, Better Auth ${versionOf('bench/peers/node_modules/better-auth')}, autocannon ${versionOf('bench/node_modules/autocannon')}`,
  ]
}

function postgresVersion(): string {
  const server = postgresProgram('postgres')
  return server ? execFileSync(server, ['--version'], { encoding: 'utf8' }).trim() : 'no PostgreSQL'
}

function versionOf(name: string): string {
  const root = path.resolve(import.meta.dirname, '../..')
  const folder = name.startsWith('bench/') ? name : `node_modules/${name}`
  const file = path.join(root, folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : 'none'
}
