import { randomBytes } from 'node:crypto'
import { inDatabase } from '../servers/in-database'
import type { Site } from '../servers/site'

type Fields = { name: string; needsVerified?: boolean; thirdParty?: boolean; allow?: 'everyone' | 'listed' }

/** Adds an app that no server stands behind, faster than the command. Returns the path at which a login in it begins. */
export async function insertApp(site: Site, fields: Fields): Promise<(more?: Record<string, string>) => string> {
  const { name, needsVerified = false, thirdParty = false, allow = 'everyone' } = fields
  const client_id = `test-${randomBytes(6).toString('hex')}`
  const redirect_uri = `https://${client_id}.example.com/callback`
  const scopes = ['openid', 'profile', 'email', 'phone', 'offline_access']
  await inDatabase(
    site,
    (sql) => sql`insert into clients (id, name, kind, redirect_uris, scopes, needs_verified, third_party, allow)
      values (${client_id}, ${name}, 'spa', ${[redirect_uri]}, ${scopes}, ${needsVerified}, ${thirdParty}, ${allow})`,
  )
  const challenge = { code_challenge: randomBytes(32).toString('base64url'), code_challenge_method: 'S256' }
  const asked = { client_id, redirect_uri, response_type: 'code', scope: scopes.join(' '), ...challenge }
  return (more = {}) => `/oauth/authorize?${new URLSearchParams({ ...asked, ...more })}`
}
