import { readFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../../support/servers/free-port'
import { selfSigned } from '../../support/servers/self-signed-certificate'
import { runProgram } from './program'

export type FrontName = 'haproxy' | 'nginx'
export type Front = Awaited<ReturnType<typeof prepareFront>>

const docs = path.resolve(import.meta.dirname, '../../../docs')
const nginxItself = `
daemon off;
pid nginx.pid;
worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${kind};`).join('\n  ')}
  include site.conf;
}
`

/** A TLS proxy on free ports, configured by the file from docs/. `start` takes the URLs of the instances. */
export async function prepareFront(name: FrontName) {
  const [port, plainPort] = [await freePort(), await freePort()]
  const { key, certificate } = selfSigned()
  const start = (instances: [string, string]) => {
    const [one, two] = instances.map((url) => new URL(url).port)
    const said = { ':3000': `:${one}`, ':3001': `:${two}` }
    if (name === 'haproxy') {
      const ports = { 'bind :80': `bind 127.0.0.1:${plainPort}`, 'bind :443': `bind 127.0.0.1:${port}` }
      const file = fillIn('haproxy.cfg', { ...said, ...ports, '/etc/haproxy/accounts.example.com.pem': 'site.pem' })
      const files = { 'haproxy.cfg': file, 'site.pem': certificate + key }
      return runProgram({ name, files, port, flags: () => ['-db', '-f', 'haproxy.cfg'] })
    }
    const file = fillIn('nginx.conf', {
      ...said,
      'listen 80': `listen 127.0.0.1:${plainPort}`,
      'listen 443': `listen 127.0.0.1:${port}`,
      '/etc/nginx/accounts.example.com.': 'site.',
    })
    const files = { 'nginx.conf': nginxItself, 'site.conf': file, 'site.crt': certificate, 'site.key': key }
    return runProgram({ name, files, port, flags: (at) => ['-p', at, '-c', 'nginx.conf', '-e', 'stderr'] })
  }
  return { url: `https://localhost:${port}`, plainUrl: `http://localhost:${plainPort}`, port, certificate, start }
}

function fillIn(file: string, places: Record<string, string>): string {
  let words = readFileSync(path.join(docs, file), 'utf8')
  for (const [place, value] of Object.entries(places)) {
    if (!words.includes(place)) throw new Error(`docs/${file} has no ${place}`)
    words = words.replaceAll(place, value)
  }
  return words
}
