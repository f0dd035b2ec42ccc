import { originPaths } from './routes-and-actions'

/** The headers by which a request says where it comes from. Undefined means without that header. */
export type Whence = { origin?: string; site?: string }

/** Every Origin and every Sec-Fetch-Site that a browser or another client may send to the site at `url`. */
export function whences(url: string): Whence[] {
  const origins = [
    url,
    'https://evil.example',
    'null',
    undefined,
    `${url}0`,
    `${url.replace('localhost', 'evil.example')}`,
    url.replace('localhost', 'localhost.evil.example'),
    url.toUpperCase(),
  ]
  const sites = ['same-origin', 'same-site', 'cross-site', 'none', undefined]
  return origins.flatMap((origin) => sites.map((site) => ({ origin, site })))
}

/** The rule, restated independently: only our own pages are accepted, and a request without an Origin must not contain what a browser adds. */
export function isForeign({ origin, site }: Whence, url: string, withCookie: boolean): boolean {
  if (site === 'same-site' || site === 'cross-site') return true
  return origin === undefined ? withCookie : origin !== url
}

export function headersOf({ origin, site }: Whence): Record<string, string> {
  return { ...(origin !== undefined && { origin }), ...(site && { 'sec-fetch-site': site }) }
}

export const bodyTypes = ['urlencoded', 'multipart', 'text', 'json', 'none'] as const
export type BodyType = (typeof bodyTypes)[number]

const BOUNDARY = 'boundary'
const names = { urlencoded: 'application/x-www-form-urlencoded', text: 'text/plain', json: 'application/json' }

/** The same fields in every format that another site can make a browser send, and as JSON, which it cannot. */
export function bodyOf(type: BodyType, fields: Record<string, string>) {
  if (type === 'multipart') return multipart(fields)
  const body = type === 'urlencoded' ? new URLSearchParams(fields).toString() : JSON.stringify(fields)
  return { body, headers: type === 'none' ? {} : { 'content-type': names[type] } }
}

export function multipart(fields: Record<string, string> | [string, string][]) {
  const parts = (Array.isArray(fields) ? fields : Object.entries(fields)).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return {
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  }
}

/** The body that a page's form sends for an action and its fields, with or without script. */
export function actionForm({ id, reads }: { id: string; reads: number }, fields: object, script: boolean) {
  const own = Object.entries(fields)
  if (!script) return multipart({ [`$ACTION_ID_${id}`]: '', ...fields })
  if (reads === 0) return { body: '[]', headers: { 'content-type': 'text/plain;charset=UTF-8' } }
  const list = JSON.stringify(reads === 1 ? ['$K1'] : [{ errors: {}, values: {} }, '$K1'])
  return multipart([...own.map(([name, value]): [string, string] => [`_1_${name}`, value]), ['0', list]])
}

export const answersJsonToo = (path: string, type: BodyType) => type === 'json' && originPaths.includes(path)
