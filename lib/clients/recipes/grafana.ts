import type { Recipe } from './recipe'

export const grafana: Recipe = {
  app: 'Grafana',
  kind: 'web',
  tested: false,
  basis: 'the documentation of Grafana 13 as of November 2026',
  // Grafana takes no logout tokens.
  register: (origin) => ({
    redirect_uris: [`${origin}/login/generic_oauth`],
    post_logout_uris: [`${origin}/login`],
  }),
  place: 'Add these settings to grafana.ini, in its sections of the same names',
  configuration: ({ origin, issuer, id, secret }) => `\
[server]
root_url = ${origin}/

[auth.generic_oauth]
enabled = true
name = Rekey
client_id = ${id}
client_secret = ${secret}
scopes = openid profile email
auth_url = ${issuer}/oauth/authorize
token_url = ${issuer}/oauth/token
api_url = ${issuer}/oauth/userinfo
use_pkce = true
# Grafana asks again every ten minutes, and logs out whoever is logged out of Rekey.
use_refresh_token = true
# Roles are given in Grafana. A new user gets the one in auto_assign_org_role, which is Viewer by default.
skip_org_role_sync = true
signout_redirect_url = ${issuer}/oauth/logout?post_logout_redirect_uri=${encodeURIComponent(`${origin}/login`)}
`,
  trial: (origin) => `restart Grafana, open ${origin}/login in a private window and press “Sign in with Rekey”`,
}
