import { openProvider } from '@/lib/provider/provider'
import type { LogoutTarget } from './logout-target'

/**
 * Reads the target of a logout that our own page has in its URL, with the name of the app that it leads to. Anyone may have written
 * it, so it is checked again, and by the library, so that the page leads where the app may lead people by itself. Throws Unavailable.
 */
export async function readLogoutTarget(query: Record<string, unknown>): Promise<LogoutTarget & { name?: string }> {
  const { client_id, post_logout_redirect_uri: uri, state } = query
  if (typeof client_id !== 'string') return {}
  const client = await (await openProvider()).Client.find(client_id)
  if (!client) return {}
  const { clientId, clientName } = client
  if (typeof uri !== 'string' || !client.postLogoutRedirectUriAllowed(uri)) return { clientId }
  return { clientId, name: clientName, uri, ...(typeof state === 'string' ? { state } : {}) }
}
