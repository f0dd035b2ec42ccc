import type { ClientMetadata } from 'oidc-provider'
import type { ClientRow } from '@/db/provider/clients'
import { hashClientSecret } from '@/lib/clients/client-secret'
import { proxySecret } from '@/lib/clients/proxy-secret'

/** What our own checks need to know about an app, kept by the library with its client. */
export type ClientRules = Pick<
  ClientRow,
  'name' | 'kind' | 'scopes' | 'pkce' | 'thirdParty' | 'idTokenClaims' | 'needsVerified' | 'allow'
> & {
  /** The digest of the former secret, while it is valid too. */
  oldSecretHash?: string
}

/** The name under which the library keeps them. */
export const RULES = 'rekey'

/** A client as the library knows it (OpenID Connect Dynamic Client Registration §2). */
export function metadataOf(client: ClientRow): ClientMetadata {
  const secretHash = secretHashOf(client)
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.kind === 'native' ? 'native' : 'web',
    // Behind a proxy, the app has no tokens to renew.
    grant_types: ['authorization_code', ...(client.kind === 'proxy' ? [] : ['refresh_token'])],
    response_types: ['code'],
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutUris,
    // The library accepts a secret in the header and in the body alike, but never in both.
    token_endpoint_auth_method: secretHash ? 'client_secret_basic' : 'none',
    ...(secretHash ? { client_secret: secretHash } : {}),
    id_token_signed_response_alg: client.alg,
    require_auth_time: true,
    ...(client.backchannelUri
      ? { backchannel_logout_uri: client.backchannelUri, backchannel_logout_session_required: true }
      : {}),
    [RULES]: rulesOf(client),
  }
}

function secretHashOf({ id, kind, secretHash }: ClientRow): string | null {
  return kind === 'proxy' ? hashClientSecret(proxySecret(id)) : secretHash
}

function rulesOf(client: ClientRow): ClientRules {
  const { name, kind, scopes, pkce, thirdParty, idTokenClaims, allow } = client
  const needsVerified = needsVerifiedEmail(client)
  const isOldValid = client.oldSecretHash && client.oldSecretUntil && client.oldSecretUntil > new Date()
  return {
    ...{ name, kind, scopes, pkce, thirdParty, idTokenClaims, needsVerified, allow },
    ...(isOldValid ? { oldSecretHash: client.oldSecretHash! } : {}),
  }
}

/** An email that is the user's name at an app is always a verified one: anyone can type that of somebody else. */
export function needsVerifiedEmail({ needsVerified, remoteUser }: ClientRow): boolean {
  return needsVerified || remoteUser === 'email'
}

export function rulesIn(client: object): ClientRules {
  return (client as Record<string, unknown>)[RULES] as ClientRules
}
