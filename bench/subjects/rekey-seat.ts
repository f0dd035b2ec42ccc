import { execFileSync } from 'node:child_process'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { ROOT } from '../root'

/** The host of an app behind a proxy. */
export const APP_HOST = 'localhost:8099'
const SEAT = 'rekey-8099'
const CALLBACK = `http://${APP_HOST}/.rekey/callback`

/** Adds an app behind a proxy and lets this session in. Returns the Cookie header of its seat. `cookie`: that of the session. */
export async function takeSeat(url: string, settings: Record<string, string>, cookie: string): Promise<string> {
  const words = [
    'clients',
    'add',
    'Wiki',
    '--redirect',
    CALLBACK,
    '--kind',
    'proxy',
    '--allow',
    'everyone',
    '--unverified',
  ]
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, ...settings }
  execFileSync(process.execPath, ['dist/rekey.mjs', ...words], { cwd: ROOT, env })
  const atApp = new Map<string, string>()
  const atRekey = [cookie]
  for (let next = `http://${APP_HOST}/.rekey/login?to=/`, steps = 0; steps < 10; steps++) {
    const isApp = next.startsWith(`http://${APP_HOST}/`)
    const cookies = isApp ? [...atApp].map(([name, value]) => `${name}=${value}`) : atRekey
    const headers = {
      accept: 'text/html',
      cookie: cookies.join('; '),
      ...(isApp && { 'x-forwarded-host': APP_HOST }),
    }
    const answer = await sendRequest(url + next.replace(/^https?:\/\/[^/]+/, ''), { headers })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (isApp) atApp.set(name, value)
      else atRekey.push(`${name}=${value}`)
    }
    const seat = atApp.get(SEAT)
    if (seat) return `${SEAT}=${seat}`
    next = answer.headers.location ?? ''
    if (!next) throw new Error(`the login stopped: ${answer.status} ${answer.body}`)
  }
  throw new Error('the login goes in circles')
}
