import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')
/** Routes that answer only if they are enabled or with their secret. Separate specs test them. */
export const switchedOff = [
  '/api/apps',
  '/api/apps/00000000-0000-7000-8000-000000000000',
  '/api/metrics',
  '/api/cron/dispatch',
  '/api/doctor',
  '/api/webhooks/resend',
]
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof METHODS)[number]

/** The values for the bracketed parts of a URL. */
const examples: Record<string, string> = {
  '[id]': '00000000-0000-7000-8000-000000000000',
  '[code]': 'link-used',
  '[uid]': 'no-such-login',
  '[...path]': 'nothing',
}
const files = readdirSync(path.join(ROOT, 'app'), { recursive: true, encoding: 'utf8' }).sort()

/** Every URL with a route handler and the methods that it supports, read from the source, so that none can be forgotten. */
export const handlers = addressesOf('route.ts').map(({ address, source }) => ({
  path: address,
  methods: METHODS.filter((method) => new RegExp(`\\b${method}: `).test(source)),
}))

/** The changing methods of each handler. For one that only reads it is POST, which it must refuse. */
export const changes = handlers
  .filter(({ path }) => path !== '/api/nothing' && !switchedOff.includes(path))
  .flatMap(({ path, methods }) => {
    const changing = methods.filter((method) => method !== 'GET')
    return (changing.length > 0 ? changing : ['POST' as const]).map((method): [Method, string] => [method, path])
  })

export const pages = addressesOf('page.tsx').map(({ address }) => address)

/** The paths where the pages of the origin's four operations answer JSON too. */
export const originPaths = ['/register', '/login', '/forgot-password', '/reset-password']

type Manifest = { node: Record<string, { exportedName: string; filename: string }> }

/** Every server action of the build: its id, the page that it belongs to, and how many arguments it reads. */
export function actions() {
  const file = path.join(ROOT, '.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  return Object.entries(node).map(([id, { exportedName, filename }]) => ({
    id,
    name: exportedName,
    page: path.posix.dirname(filename).replace(/^app/, ''),
    // Next writes them as bits into the first byte.
    reads: (Number.parseInt(id.slice(0, 2), 16) >> 1).toString(2).replaceAll('0', '').length,
  }))
}

function addressesOf(name: string) {
  return files
    .filter((file) => path.basename(file) === name)
    .map((file) => {
      const parts = path
        .dirname(file)
        .split(path.sep)
        .filter((part) => part !== '.')
      const address = `/${parts.map((part) => examples[part] ?? part).join('/')}`
      return { address, source: readFileSync(path.join(ROOT, 'app', file), 'utf8') }
    })
}
