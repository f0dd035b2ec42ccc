import type { IncomingMessage, ServerResponse } from 'node:http'
import { setCookie } from '@/server/http/set-cookie'

/** The first value of each cookie, as a proxy has passed them on. */
export function cookiesOf({ headers }: IncomingMessage): Map<string, string> {
  const pairs = (headers.cookie ?? '').split(/; */).map((pair) => /^([^=]+)=(.*)$/s.exec(pair))
  return new Map(pairs.flatMap((pair) => (pair ? [[pair[1]!, pair[2]!] as const] : [])).reverse())
}

/** Adds a cookie of the app's own host; an empty value removes it. */
export function keepAtApp(response: ServerResponse, name: string, value: string, seconds: number): void {
  const maxAge = value === '' ? 0 : seconds
  const options = { path: '/', httpOnly: true, secure: name.startsWith('__Host-'), sameSite: 'lax' } as const
  response.appendHeader('Set-Cookie', setCookie(name, value, { ...options, maxAge }))
}
