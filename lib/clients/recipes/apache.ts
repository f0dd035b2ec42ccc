import type { Recipe } from './recipe'

export const apache: Recipe = {
  app: 'Apache with mod_auth_openidc',
  kind: 'web',
  tested: true,
  basis: 'Apache 2.4 and mod_auth_openidc 2.4.12 of Debian',
  register: (origin) => ({
    redirect_uris: [`${origin}/oidc/callback`],
    post_logout_uris: [`${origin}/`],
    backchannel_uri: `${origin}/oidc/callback?logout=backchannel`,
  }),
  place: 'Put this into the <VirtualHost> of the site, in a file that only root can read',
  configuration: ({ origin, issuer, id, secret, random }) => `\
OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCClientID ${id}
OIDCClientSecret ${secret}
# A random text that encrypts what Apache stores. Rekey does not know it.
OIDCCryptoPassphrase ${random}
# A path of this site that has no content. The module answers it.
OIDCRedirectURI ${origin}/oidc/callback
OIDCScope "openid profile email"
OIDCPKCEMethod S256
# What REMOTE_USER contains. It never changes; with “email” it does, whenever someone changes the email.
OIDCRemoteUserClaim sub
# People log in again after 8 hours, or after one hour without a request.
OIDCSessionMaxDuration 28800
OIDCSessionInactivityTimeout 3600
# The session is on the server, so that Rekey can end it. Several servers need OIDCCacheType redis or memcache.
OIDCSessionType server-cache
OIDCCacheType shm

<Location />
    AuthType openid-connect
    Require valid-user
</Location>
`,
  trial: (origin) =>
    `reload Apache and open ${origin}/ in a private window: you are asked to log in, and then see the site`,
}
