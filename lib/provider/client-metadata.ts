import type { ClientMetadata } from 'oidc-provider'
import type { ClientRow } from '@/db/provider/clients'

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
  const isWeb = client.kind === 'web'
  return {
    client_id: client.id,
    client_name: client.name,
    application_type: client.kind === 'native' ? 'native' : 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutUris,
    // The library accepts a secret in the header and in the body alike, but never in both.
    token_endpoint_auth_method: isWeb ? 'client_secret_basic' : 'none',
    ...(isWeb && client.secretHash ? { client_secret: client.secretHash } : {}),
    id_token_signed_response_alg: client.alg,
    require_auth_time: true,
    ...(client.backchannelUri
      ? { backchannel_logout_uri: client.backchannelUri, backchannel_logout_session_required: true }
      : {}),
    [RULES]: rulesOf(client),
  }
}

function rulesOf(client: ClientRow): ClientRules {
  const { name, kind, scopes, pkce, thirdParty, idTokenClaims, needsVerified, allow } = client
  const isOldValid = client.oldSecretHash && client.oldSecretUntil && client.oldSecretUntil > new Date()
  return {
    ...{ name, kind, scopes, pkce, thirdParty, idTokenClaims, needsVerified, allow },
    ...(isOldValid ? { oldSecretHash: client.oldSecretHash! } : {}),
  }
}

export function rulesIn(client: object): ClientRules {
  return (client as Record<string, unknown>)[RULES] as ClientRules
}
