import { freePort } from '../../support/servers/free-port'
import { runProgram } from './program'

type Settings = { serverConnections: number; ignored?: string }

/** PgBouncer in transaction mode in front of a database, with fewer connections than clients. */
export async function startPgBouncer(databaseUrl: string, { serverConnections, ignored = '' }: Settings) {
  const port = await freePort()
  const { hostname, port: behind, pathname, username } = new URL(databaseUrl)
  const name = pathname.slice(1)
  const settings = `
[databases]
${name} = host=${hostname} port=${behind} dbname=${name} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 200
ignore_startup_parameters = ${ignored}
`
  const bouncer = await runProgram({
    name: 'pgbouncer',
    files: { 'pgbouncer.ini': settings },
    flags: (folder) => [`${folder}/pgbouncer.ini`],
    port,
  })
  return { url: `postgres://${username}@127.0.0.1:${port}/${name}`, stop: bouncer.stop }
}
