import * as z from 'zod/mini'
import { text } from '@/lib/accounts/text'

/** What an app may ask for; `openid` is always part of it. */
export const scopeNames = ['openid', 'profile', 'email', 'phone', 'offline_access'] as const
export type ScopeName = (typeof scopeNames)[number]

/** The apps whose own configuration can be printed. */
export const recipeNames = ['apache', 'nginx', 'caddy', 'openid-client', 'grafana', 'oauth2-proxy', 'gitea'] as const
export type RecipeName = (typeof recipeNames)[number]

const URIS_AT_MOST = 20
const DEFAULT_SCOPES: ScopeName[] = ['openid', 'profile', 'email']
const NAME_RULE = 'must have 1 to 100 characters, without line breaks'

const uris = z
  .array(text('must be URLs'))
  .check(z.refine((list) => list.length <= URIS_AT_MOST, `must be at most ${URIS_AT_MOST} URLs`))

const scopes = z
  .array(z.enum(scopeNames, `must be some of ${scopeNames.join(', ')}`))
  .check(z.refine((list) => list.includes('openid'), 'must include openid'))

const name = text(
  NAME_RULE,
  z.trim(),
  z.refine((typed: string) => typed.length >= 1 && [...typed].length <= 100, NAME_RULE),
  z.regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u, NAME_RULE),
)

/** What an operator can set when the client is added and change afterwards; the URLs are checked once the kind is known. */
const changeable = {
  post_logout_uris: z.optional(uris),
  backchannel_uri: z.optional(z.nullable(text('must be a URL'))),
  alg: z.optional(z.enum(['RS256', 'ES256'], 'must be RS256 or ES256')),
  pkce: z.optional(z.boolean()),
  third_party: z.optional(z.boolean()),
  id_token_claims: z.optional(z.boolean()),
  needs_verified: z.optional(z.boolean()),
  allow: z.optional(z.enum(['everyone', 'listed'], 'must be everyone or listed')),
  remote_user: z.optional(z.enum(['sub', 'email'], 'must be sub or email')),
}

const redirects = uris.check(z.refine((list) => list.length > 0, 'must be at least one URL'))

export const addClientInput = z.object({
  ...changeable,
  name,
  /** The app to print the configuration of, and where it is. */
  for: z.optional(z.enum(recipeNames, `must be one of ${recipeNames.join(', ')}`)),
  url: z.optional(text('must be a URL')),
  /** Needed only without a recipe. */
  redirect_uris: z.optional(redirects),
  id: z.optional(text(undefined, z.regex(/^[a-z0-9-]{3,40}$/, 'must be 3 to 40 of the characters a-z, 0-9 and -'))),
  kind: z.optional(z.enum(['web', 'spa', 'native', 'proxy'], 'must be web, spa, native or proxy')),
  scopes: z._default(scopes, DEFAULT_SCOPES),
})

/** How an operator names a client. */
export const namedClient = z.object({ id: z.string() })

/** A secret would be sent in a header, and none that Rekey made has anything else in it. */
const SECRET_RULE = 'must be one line, without spaces'
export const clientDoctorInput = z.extend(namedClient, {
  secret: z.optional(text(SECRET_RULE, z.regex(/^[\x21-\x7e]+$/, SECRET_RULE))),
})

export const changeClientInput = z.object({
  ...namedClient.shape,
  ...changeable,
  name: z.optional(name),
  redirect_uris: z.optional(redirects),
  scopes: z.optional(scopes),
})

const KEEP_RULE = 'must be a time of up to 30 days, such as 45m, 24h or 7d'
const unitSeconds = { m: 60, h: 3600, d: 24 * 3600 }

/** For how many seconds the former secret keeps working. */
const keptSeconds = z.pipe(
  z.pipe(
    text(KEEP_RULE, z.regex(/^[1-9]\d{0,5}[mhd]$/, { error: KEEP_RULE, abort: true })),
    z.transform((time: string) => Number.parseInt(time, 10) * unitSeconds[time.at(-1) as keyof typeof unitSeconds]),
  ),
  z.number().check(z.lte(30 * unitSeconds.d, KEEP_RULE)),
)

export const rotateSecretInput = z.extend(namedClient, { keep_old: z.optional(keptSeconds) })
export const clientAndUser = z.extend(namedClient, { user: z.string() })
