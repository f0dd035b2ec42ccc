import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench'

const PROGRAM = '/usr/sbin/nginx'
const START_SECONDS = 20

export const nginxIsHere = (): boolean => existsSync(PROGRAM)

/** Starts nginx with these servers; `url` answers once it has started. It runs until the end of the run. */
export async function startNginx(bench: Bench, url: string, servers: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-nginx-'))
  const file = path.join(folder, 'nginx.conf')
  writeFileSync(file, around(folder, servers))
  const server = spawn(PROGRAM, ['-p', folder, '-c', file], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  bench.atEnd(async () => {
    if (server.exitCode === null) server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  })
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(100)) {
    if (server.exitCode !== null) break
    if (await fetch(url, { redirect: 'manual' }).catch(() => undefined)) return
  }
  throw new Error('nginx did not start.')
}

function around(folder: string, servers: string): string {
  return `
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
${servers}
}
`
}
