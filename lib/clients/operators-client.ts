import { type ClientRow, findClient } from '@/db/provider/clients'
import { config } from '@/lib/config'
import type { Act } from '@/lib/operator/command'
import { fail, ok, type Result } from '@/lib/result'

/** A client as operators see it, without its secret; times are ISO 8601. */
export function operatorsClient(client: ClientRow) {
  return {
    id: client.id,
    name: client.name,
    kind: client.kind,
    redirect_uris: client.redirectUris,
    post_logout_uris: client.postLogoutUris,
    backchannel_uri: client.backchannelUri,
    scopes: client.scopes,
    alg: client.alg,
    pkce: client.pkce,
    third_party: client.thirdParty,
    id_token_claims: client.idTokenClaims,
    needs_verified: client.needsVerified,
    allow: client.allow,
    /** What an app behind a proxy gets as the name of the user; null for others. */
    remote_user: client.kind === 'proxy' ? client.remoteUser : null,
    /** Until when the secret before the current one works. */
    old_secret_until: client.oldSecretUntil?.toISOString() ?? null,
    disabled_at: client.disabledAt?.toISOString() ?? null,
    last_used_at: client.lastUsedAt?.toISOString() ?? null,
    created_at: client.createdAt.toISOString(),
  }
}

/** An answer about clients, which also says whether apps can use this Rekey at all. */
export function answer<T extends object>(value: T) {
  return ok({ ...value, provider_on: config().PROVIDER })
}

/** Runs a command on one client; refuses with `client-unknown` if there is none with that ID. */
export async function onClient<T>(
  act: Act,
  id: string,
  run: (client: ClientRow) => Promise<Result<T>>,
): Promise<Result<T>> {
  const client = await findClient(id)
  if (!client) return fail('client-unknown')
  act.facts.client = client.id
  return run(client)
}
