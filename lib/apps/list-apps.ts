import * as z from 'zod/mini'
import { findAppsOf, type UsedApp } from '@/db/provider/apps'
import { ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'

/** An app that can use the account: `id` is its client ID, `scopes` is what it may read, and the times are ISO 8601. */
export const appAnswer = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  since: z.iso.datetime(),
  last_used_at: z.iso.datetime(),
})
export type PublicApp = z.output<typeof appAnswer>

/** The apps that the account owner has logged in to or allowed, by name. */
export const listApps = loggedInOperation({
  input: z.object({}),
  run: async (_, __, { user }) => ok({ apps: await publicApps(user.id) }),
})

export async function publicApps(userId: string): Promise<PublicApp[]> {
  return (await findAppsOf(userId)).map(publicApp)
}

function publicApp({ client, consented, since, lastUsedAt }: UsedApp): PublicApp {
  const isAsked = client.thirdParty || client.kind === 'native'
  return {
    id: client.id,
    name: client.name,
    // Where people are asked, an app may read what they allowed. Any other app may read all that its operator set.
    scopes: isAsked && consented ? client.scopes.filter((scope) => consented.includes(scope)) : client.scopes,
    since: since.toISOString(),
    last_used_at: lastUsedAt.toISOString(),
  }
}
