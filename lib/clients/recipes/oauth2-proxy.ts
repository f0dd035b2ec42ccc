import type { Recipe } from './recipe'

export const oauth2Proxy: Recipe = {
  app: 'oauth2-proxy',
  kind: 'web',
  tested: false,
  basis: 'the documentation of oauth2-proxy 7 as of November 2026',
  // oauth2-proxy takes no logout tokens.
  register: (origin) => ({ redirect_uris: [`${origin}/oauth2/callback`], post_logout_uris: [`${origin}/`] }),
  place: 'Save this as oauth2-proxy.cfg, in a file that only oauth2-proxy can read',
  configuration: ({ origin, issuer, id, secret, random }) => `\
provider = "oidc"
provider_display_name = "Rekey"
oidc_issuer_url = "${issuer}"
client_id = "${id}"
client_secret = "${secret}"
redirect_url = "${origin}/oauth2/callback"
scope = "openid profile email"
code_challenge_method = "S256"
# Everyone whom Rekey lets in. “clients change --allow listed” there limits it.
email_domains = [ "*" ]
# A random text that encrypts the cookie. Rekey does not know it.
cookie_secret = "${random}"
cookie_secure = ${origin.startsWith('https:')}
# oauth2-proxy asks again after five minutes, and logs out whoever is logged out of Rekey within ten.
cookie_refresh = "5m"
skip_provider_button = true
reverse_proxy = true
# Answers the auth_request of nginx. For an app behind oauth2-proxy itself, write its URL.
upstreams = [ "static://202" ]
`,
  trial: (origin) =>
    `start “oauth2-proxy --config oauth2-proxy.cfg” and open ${origin}/oauth2/start in a private window: you are asked to log in`,
}
