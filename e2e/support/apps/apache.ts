import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const PROGRAM = '/usr/sbin/apache2'
const MODULES = '/usr/lib/apache2/modules'
const START_SECONDS = 20

export const apacheIsHere = (): boolean => existsSync(PROGRAM) && existsSync(`${MODULES}/mod_auth_openidc.so`)

/** The page shows who Apache says is logged in. */
const PAGE =
  '<!doctype html><title>Wiki</title><p>REMOTE_USER=<!--#echo var="REMOTE_USER" --></p>\n<p>OIDC_CLAIM_email=<!--#echo var="OIDC_CLAIM_email" --></p>\n'
const usual = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'dir', 'mime', 'include', 'env', 'auth_openidc']

/** Starts Apache with a site that contains this configuration. Returns a function that stops it and deletes its files. */
export async function startApache(port: number, configuration: string): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-apache-'))
  // Apache reads the page as another user.
  chmodSync(folder, 0o755)
  mkdirSync(path.join(folder, 'site'))
  writeFileSync(path.join(folder, 'site/index.shtml'), PAGE)
  const file = path.join(folder, 'apache.conf')
  writeFileSync(file, serverAround(folder, port, configuration), { mode: 0o600 })
  const server = spawn(PROGRAM, ['-f', file, '-D', 'FOREGROUND'], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const stop = async () => {
    if (server.exitCode === null) server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true })
  }
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await pause(100)) {
    if (server.exitCode !== null) break
    if (await fetch(`http://localhost:${port}`, { redirect: 'manual' }).catch(() => undefined)) return stop
  }
  const log = path.join(folder, 'error.log')
  const said = existsSync(log) ? readFileSync(log, 'utf8') : ''
  await stop()
  throw new Error(`Apache did not start:\n${said}`)
}

function serverAround(folder: string, port: number, configuration: string): string {
  return `
ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/apache.pid
Mutex file:${folder}
ErrorLog ${folder}/error.log
Listen 127.0.0.1:${port}
${usual.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
TypesConfig /dev/null
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
DirectoryIndex index.shtml
<VirtualHost 127.0.0.1:${port}>
    DocumentRoot ${folder}/site
    <Directory ${folder}/site>
        Options +Includes
        AllowOverride None
    </Directory>
${configuration}
</VirtualHost>
`
}
