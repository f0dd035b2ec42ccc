import { findProxiedClients } from '@/db/provider/app-seats'
import type { FieldErrors } from '@/lib/result'

/** The host says which app a proxy asks about, so no two apps can be at the same one. `exceptId`: the client that is changed. */
export async function takenHosts(redirectUris: string[], exceptId?: string): Promise<FieldErrors> {
  const hosts = redirectUris.map((uri) => new URL(uri).host)
  const others = (await findProxiedClients(hosts)).filter(({ id }) => id !== exceptId)
  const words = others.map(({ name, id }) => `must be at another host than the app ${name} (${id})`)
  return words.length > 0 ? { redirect_uris: words } : {}
}
