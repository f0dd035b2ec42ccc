import type { ClientAuthMethod, Configuration } from 'oidc-provider'
import { config } from '@/lib/config'
import { keysFor } from '@/lib/secrets/secrets'
import { ProviderRecords } from './adapter'
import { RULES, rulesIn } from './clients/client-metadata'
import type { PrivateJwk } from './keys/signing-key'
import type { loadLibrary } from './library'
import * as lifetimes from './lifetimes'
import { LEVELS } from './login/login-level'
import { policyOf } from './policy'
import { renderFault } from './render-fault'
import { claimsOfScopes, findAccount, waitsForSetUp } from './tokens/account'
import { loadExistingGrant } from './tokens/grants'

type Library = Awaited<ReturnType<typeof loadLibrary>>

/** Where the library answers; only discovery has its own fixed addresses. */
const routes = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  userinfo: '/oauth/userinfo',
  jwks: '/oauth/jwks',
  revocation: '/oauth/revoke',
  introspection: '/oauth/introspect',
  end_session: '/oauth/logout',
}

/** The code flow with PKCE, refresh tokens and logout; every other flow and extension of the library is off. */
export function configurationOf(library: Library, jwks: PrivateJwk[]): Configuration {
  return {
    adapter: (kind) => new ProviderRecords(kind, library.errors, () => library.Provider.ctx?.oidc?.route),
    jwks: { keys: jwks as [] },
    routes,
    cookies: cookies(),
    features: features(),
    findAccount,
    loadExistingGrant,
    renderError: renderFault,
    interactions: { policy: policyOf(library), url: (_, { uid }) => `/login/app/${uid}` },
    claims: claimsOfScopes,
    scopes: ['openid', 'profile', 'email', 'phone', lifetimes.OFFLINE],
    acrValues: LEVELS,
    subjectTypes: ['public'],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'] as ClientAuthMethod[],
    // The code belongs to the address that it was sent to, so an app must repeat it (RFC 6749 §4.1.3).
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: (_, client) => rulesIn(client).kind !== 'web' || rulesIn(client).pkce },
    extraClientMetadata: { properties: [RULES] },
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: async (_, token) => !token.scopes.has(lifetimes.OFFLINE),
    // A page of an app may read the answers to its own client only, and no other page may.
    clientBasedCORS: (_, origin, client) => originsOf(client.redirectUris ?? []).includes(origin),
    clockTolerance: 15,
    ttl: ttl(),
  }
}

/** Only with https, the prefixes keep other hosts and plain http from setting the cookies (RFC 6265bis §4.1.3). */
function cookies(): Configuration['cookies'] {
  const secure = config().APP_URL.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const
  return {
    names: {
      session: `${secure ? '__Host-' : ''}provider`,
      interaction: `${secure ? '__Secure-' : ''}interaction`,
      resume: `${secure ? '__Secure-' : ''}resume`,
    },
    long: { ...options, path: '/' },
    short: options,
    keys: keysFor('provider-cookie').map((key) => Buffer.from(key).toString('base64')),
  }
}

function features(): Configuration['features'] {
  return {
    // The library must know about logout notices to announce them and to put `sid` into tokens; we send them ourselves.
    backchannelLogout: { enabled: true },
    claimsParameter: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    introspection: {
      enabled: true,
      // Only an app with a secret can be sure to be itself, and the tokens of others are none of its business (RFC 7662 §2.1).
      allowedPolicy: async (_, client, token) =>
        client.clientAuthMethod !== 'none' &&
        token.clientId === client.clientId &&
        !('accountId' in token && (await waitsForSetUp(token.accountId))),
    },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    revocation: { enabled: true, allowedPolicy: async (_, client, token) => token.clientId === client.clientId },
    // What the library would show is replaced by lib/provider/logout/app-logout.ts.
    rpInitiatedLogout: { enabled: true, logoutSource: async () => {}, postLogoutSuccessSource: async () => {} },
  }
}

function ttl(): Configuration['ttl'] {
  const limit = (offline: boolean) => (offline ? lifetimes.OFFLINE_GRANT_SECONDS : lifetimes.GRANT_SECONDS)
  return {
    AccessToken: lifetimes.ACCESS_TOKEN_SECONDS,
    AuthorizationCode: lifetimes.CODE_SECONDS,
    Grant: (_, grant) => limit(grant.getOIDCScope().split(' ').includes(lifetimes.OFFLINE)),
    IdToken: lifetimes.ID_TOKEN_SECONDS,
    Interaction: lifetimes.INTERACTION_SECONDS,
    Session: lifetimes.GRANT_SECONDS,
    RefreshToken: (_, token) => {
      const begun = token.iiat ?? lifetimes.epoch(new Date())
      const left = begun + limit(token.scopes.has(lifetimes.OFFLINE)) - lifetimes.epoch(new Date())
      return Math.max(1, Math.min(lifetimes.REFRESH_IDLE_SECONDS, left))
    },
  }
}

function originsOf(uris: readonly string[]): string[] {
  return uris.filter((uri) => /^https?:/i.test(uri)).map((uri) => new URL(uri).origin)
}
