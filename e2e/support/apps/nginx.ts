import { existsSync } from 'node:fs'
import type { AppProxy } from './proxied-apps'
import { runServer } from './run-server'

const PROGRAM = '/usr/sbin/nginx'
const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

export const nginxIsHere = (): boolean => existsSync(PROGRAM)

export const nginx: AppProxy = {
  heading: 'nginx',
  block: (configuration, { host, port }) => `
server {
listen 127.0.0.1:${port} ssl;
server_name ${host};
ssl_certificate certificate;
ssl_certificate_key key;
${configuration}
}
`,
  start: (port, blocks) =>
    runServer(
      {
        file: PROGRAM,
        prepare: (folder) => ({
          args: ['-p', folder, '-c', 'configuration', '-e', 'stderr'],
          configuration: `
# One process, which ends with its signal.
daemon off;
master_process off;
pid pid;
events {}
http {
    access_log off;
    ${temporary.map((name) => `${name}_temp_path ${name};`).join('\n    ')}
${blocks.join('\n')}
}
`,
        }),
      },
      port,
    ),
}
