import type { FindAccount } from 'oidc-provider'
import type { User } from '@/db/accounts/users'
import { mayEnter } from '@/db/provider/clients'
import { findLiveUser } from '@/db/provider/users'
import { isSetUpRequired, isTwoStepRequired } from '@/lib/factors/set-up-required'
import { rulesIn } from '@/lib/provider/clients/client-metadata'
import { epoch } from '@/lib/provider/lifetimes'

/** The claims of each scope (OpenID Connect Core §5.4). */
export const claimsOfScopes = {
  openid: ['sub', 'amr', 'acr', 'sid'],
  profile: ['name', 'given_name', 'family_name', 'updated_at'],
  // Some apps want a user name. It is the email, so it belongs to the scope that reveals the email.
  email: ['email', 'email_verified', 'preferred_username'],
  phone: ['phone_number', 'phone_number_verified'],
}

/** The claims about a person that the scopes allow, without those about the login. */
export function personalClaims(scopes: readonly string[]): string[] {
  return (['profile', 'email', 'phone'] as const)
    .filter((scope) => scopes.includes(scope))
    .flatMap((scope) => claimsOfScopes[scope])
}

/**
 * The live account, read at each call, so that a changed email arrives with the next answer. With a token, the account must
 * still be allowed to enter the app, and must have two-step login where it is required: an operator who changes either does not wait
 * for the tokens to expire.
 */
export const findAccount: FindAccount = async (ctx, id, token) => {
  const user = await findLiveUser(id)
  if (!user) return undefined
  const { client } = ctx.oidc
  // Tokens from before the operator required two-step login work again once the account has it. A code is used up by this.
  if (token && isSetUpRequired(user)) return undefined
  if (token && client && !(await mayEnter({ id: client.clientId, allow: rulesIn(client).allow }, id))) return undefined
  return { accountId: user.id, claims: () => claimsOf(user) }
}

/** The library answers introspection without reading the account. Costs nothing where two-step login is optional. */
export async function waitsForSetUp(accountId: string): Promise<boolean> {
  const user = isTwoStepRequired() ? await findLiveUser(accountId) : undefined
  return user !== undefined && isSetUpRequired(user)
}

/** All claims; the library leaves out those that were not granted. */
function claimsOf(user: User) {
  const { id, email, emailVerifiedAt, firstName, lastName, phoneNumber, updatedAt } = user
  return {
    sub: id,
    name: `${firstName} ${lastName}`.trim(),
    given_name: firstName,
    family_name: lastName,
    updated_at: epoch(updatedAt),
    email,
    email_verified: emailVerifiedAt !== null,
    preferred_username: email,
    // Nobody verifies phone numbers.
    ...(phoneNumber === null ? {} : { phone_number: phoneNumber, phone_number_verified: false }),
  }
}
