import { type Command, Option } from 'commander'

/** The options that say what an app is and may do; `clients add` and `clients change` share them. */
export function addClientOptions(command: Command): Command {
  return command
    .option('--post-logout <uri...>', 'the URLs that people may be sent to after a logout')
    .option('--backchannel <uri>', 'the URL at which the app is told that a session has ended')
    .option('--scopes <scope...>', 'what the app may ask for: openid, profile, email, phone, offline_access')
    .addOption(new Option('--alg <algorithm>', 'how ID tokens are signed').choices(['RS256', 'ES256']))
    .addOption(new Option('--allow <who>', 'who may log in to the app').choices(['everyone', 'listed']))
    .addOption(
      new Option('--remote-user <claim>', 'what an app behind a proxy gets as the name of the user').choices([
        'sub',
        'email',
      ]),
    )
    .option('--third-party', 'people are asked before the app can read their data')
    .option('--without-pkce', 'for an app with a secret that cannot use PKCE')
    .option('--id-token-claims', 'for an app that reads names and emails from the ID token only')
    .option('--unverified', 'let people in whose email is not verified')
}

/** What only a change needs: the opposite of each option that is switched on by its name alone. */
export function addOpposites(command: Command): Command {
  return command
    .option('--no-post-logout', 'remove every URL for after a logout')
    .option('--no-backchannel', 'do not tell the app about logouts')
    .addOption(new Option('--first-party', 'do not ask people').conflicts('thirdParty'))
    .addOption(new Option('--with-pkce', 'require PKCE').conflicts('withoutPkce'))
    .option('--no-id-token-claims', 'names and emails are read from the userinfo endpoint only')
    .addOption(new Option('--verified', 'let in only people with a verified email').conflicts('unverified'))
}

type Options = {
  name?: string
  redirect?: string[]
  postLogout?: string[] | false
  backchannel?: string | false
  scopes?: string[]
  alg?: string
  allow?: string
  remoteUser?: string
  thirdParty?: true
  firstParty?: true
  withPkce?: true
  withoutPkce?: true
  idTokenClaims?: boolean
  unverified?: true
  verified?: true
}

/** The input of the commands; an option that was not given is undefined. */
export function wantedOf(options: Options) {
  return {
    redirect_uris: options.redirect,
    post_logout_uris: options.postLogout === false ? [] : options.postLogout,
    backchannel_uri: options.backchannel === false ? null : options.backchannel,
    scopes: options.scopes?.flatMap((typed) => typed.split(/[\s,]+/)).filter(Boolean),
    alg: options.alg,
    allow: options.allow,
    remote_user: options.remoteUser,
    third_party: either(options.thirdParty, options.firstParty),
    pkce: either(options.withPkce, options.withoutPkce),
    id_token_claims: options.idTokenClaims,
    needs_verified: either(options.verified, options.unverified),
  }
}

const either = (yes?: true, no?: true) => (yes ? true : no ? false : undefined)
