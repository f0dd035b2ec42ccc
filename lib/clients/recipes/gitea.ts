import type { Recipe } from './recipe'

export const gitea: Recipe = {
  app: 'Gitea',
  kind: 'web',
  tested: false,
  basis: 'the documentation and the source of Gitea as of November 2026',
  register: (origin) => ({
    // The name of the source, which is “rekey” below, is a part of this URL.
    redirect_uris: [`${origin}/user/oauth2/rekey/callback`],
    post_logout_uris: [`${origin}/`],
    // Only the newest versions of Gitea use PKCE, whose challenge is then checked.
    pkce: false,
  }),
  place: 'Run this as the user that runs Gitea, in its folder',
  configuration: ({ issuer, id, secret }) => `\
gitea admin auth add-oauth --name rekey --provider openidConnect \\
  --key ${id} --secret ${secret} \\
  --auto-discover-url ${issuer}/.well-known/openid-configuration \\
  --scopes openid --scopes profile --scopes email
`,
  trial: (origin) =>
    `restart Gitea, open ${origin}/user/login in a private window and press “Sign in with rekey”: the first time, you choose a user name or link an account`,
}
