import { existsSync } from 'node:fs'
import type { AppProxy } from './proxied-apps'
import { runServer } from './run-server'

const PROGRAM = '/usr/bin/caddy'

export const caddyIsHere = (): boolean => existsSync(PROGRAM)

export const caddy: AppProxy = {
  heading: 'Caddy',
  /** As it is, except for the port and the certificate, which Caddy would otherwise get by itself. */
  block: (configuration, { host, port }) =>
    configuration.replace(`https://${host} {`, `https://${host}:${port} {\n\tbind 127.0.0.1\n\ttls certificate key`),
  start: (port, blocks) =>
    runServer(
      {
        file: PROGRAM,
        prepare: () => ({
          args: ['run', '--adapter', 'caddyfile', '--config', 'configuration'],
          configuration: `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${blocks.join('\n')}`,
        }),
      },
      port,
    ),
}
