import type { Recipe } from './recipe'

/** An app that is written with openid-client, such as the examples. */
export const openidClient: Recipe = {
  app: 'an app written with openid-client',
  kind: 'web',
  tested: true,
  basis: 'openid-client 6.9 in the two apps of the folder examples',
  register: (origin) => ({
    redirect_uris: [`${origin}/callback`],
    post_logout_uris: [`${origin}/`],
    backchannel_uri: `${origin}/backchannel-logout`,
  }),
  place: 'Paste this into the terminal in which you start the app',
  configuration: ({ origin, issuer, id, secret }) => `\
export ISSUER=${issuer}
export CLIENT_ID=${id}
export CLIENT_SECRET=${secret}
export ORIGIN=${origin}
`,
  trial: (origin) =>
    `run “npm install && npm start” in that terminal, in the folder examples/express of Rekey, and open ${origin}/`,
}
