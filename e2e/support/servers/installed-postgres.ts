import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

const DEBIAN_FOLDER = '/usr/lib/postgresql'

/**
 * Whether tests can run on PostgreSQL: on the server of TEST_DATABASE_URL, or on one started from an installed PostgreSQL.
 * WITHOUT_POSTGRES=1 hides both, to see what the tests do on a machine without them.
 */
export function postgresIsHere(): boolean {
  if (process.env.WITHOUT_POSTGRES === '1') return false
  return Boolean(process.env.TEST_DATABASE_URL) || binariesFolder() !== undefined
}

/** The path of a PostgreSQL program such as psql, from the server's folder or PATH. */
export function postgresProgram(name: string): string | undefined {
  const folder = folders().find((each) => existsSync(path.join(each, name)))
  return folder && path.join(folder, name)
}

export function binariesFolder(): string | undefined {
  const folder = folders().find((each) => ['initdb', 'postgres'].every((name) => existsSync(path.join(each, name))))
  // Two programs may be symbolic links. The others are in the folder of the real ones.
  return folder && path.dirname(realpathSync(path.join(folder, 'postgres')))
}

function folders(): string[] {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : []
  const newestFirst = versions.sort((a, b) => Number(b) - Number(a)).map((v) => path.join(DEBIAN_FOLDER, v, 'bin'))
  return [...(process.env.PATH ?? '').split(path.delimiter), ...newestFirst]
}

/** PostgreSQL refuses to run as root. */
export function serverAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  const account = ['postgres', 'nobody']
    .map((name) => accounts.find((line) => line.startsWith(`${name}:`)))
    .find(Boolean)
  if (!account) throw new Error('PostgreSQL cannot run as root, and there is no account postgres or nobody.')
  const [, , uid, gid] = account.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
