import type * as z from 'zod/mini'
import type { ClientFields } from '@/db/provider/clients'
import { type changeClientInput, scopeNames } from './schema'

type Wanted = Omit<z.output<typeof changeClientInput>, 'id'>

/** The columns of what an operator wants of a client; those of fields that are not mentioned are undefined. */
export function columnsOf(wanted: Wanted): Partial<ClientFields> {
  return {
    name: wanted.name,
    redirectUris: wanted.redirect_uris && eachOnce(wanted.redirect_uris),
    postLogoutUris: wanted.post_logout_uris && eachOnce(wanted.post_logout_uris),
    backchannelUri: wanted.backchannel_uri,
    scopes: wanted.scopes && scopeNames.filter((scope) => wanted.scopes!.includes(scope)),
    alg: wanted.alg,
    pkce: wanted.pkce,
    thirdParty: wanted.third_party,
    idTokenClaims: wanted.id_token_claims,
    needsVerified: wanted.needs_verified,
    allow: wanted.allow,
    remoteUser: wanted.remote_user,
  }
}

const eachOnce = (uris: string[]) => [...new Set(uris)]
