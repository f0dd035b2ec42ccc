import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import * as oidc from 'openid-client'

const { ISSUER = 'http://localhost:3000', CLIENT_ID, CLIENT_SECRET, ORIGIN = 'http://localhost:4000' } = process.env
const http = ISSUER.startsWith('http:') ? [oidc.allowInsecureRequests] : []

export { CLIENT_ID, ISSUER, ORIGIN, oidc }

let discovered
/** What Rekey says about itself, read once at the first login. */
export async function rekey() {
  discovered ??= await oidc.discovery(new URL(ISSUER), CLIENT_ID, CLIENT_SECRET, undefined, { execute: http })
  return discovered
}

// Sessions are in the memory of this process: use a database before you have users. Next loads this file more than once.
globalThis.notes ??= new Map()
export const sessions = globalThis.notes

const HOURS = 8
const base = { httpOnly: true, sameSite: 'lax', secure: ORIGIN.startsWith('https:') }

/** The session of this browser, or undefined. */
export async function session() {
  const found = sessions.get((await cookies()).get('notes')?.value)
  return found && found.until > Date.now() ? found : undefined
}

export async function startSession(values) {
  const id = randomUUID()
  sessions.set(id, { ...values, until: Date.now() + HOURS * 3_600_000 })
  const jar = await cookies()
  jar.set('notes', id, { ...base, maxAge: HOURS * 3_600 })
}

export async function endSession() {
  const jar = await cookies()
  sessions.delete(jar.get('notes')?.value)
  jar.delete('notes')
}

/** What must be the same when the browser comes back from Rekey. */
export async function rememberLogin(login) {
  const jar = await cookies()
  jar.set('notes-login', JSON.stringify(login), { ...base, maxAge: 3_600 })
}

export async function takeLogin() {
  const jar = await cookies()
  const login = jar.get('notes-login')?.value
  jar.delete('notes-login')
  return login && JSON.parse(login)
}
