import { type FoundRegistration, findRegistration } from '@/db/accounts/registrations'
import type { User } from '@/db/accounts/users'
import { findLink, type LinkRow, type UserLinkPurpose } from '@/db/links'
import { config } from '@/lib/config'
import { type LinkPurpose, linkMinutes } from '@/lib/rules/link-minutes'
import { readToken, signToken, type TokenClaims, type TokenKind } from '@/lib/secrets/signed-token'
import { perIp } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

export type DeadLink = 'link-expired' | 'link-used' | 'link-replaced'
/** The state of an account's link: one that no longer works but is authentic still names the account. */
export type UserLink<P extends UserLinkPurpose> =
  | { state: 'good'; row: LinkRow<P>; user: User }
  | { state: DeadLink; row: LinkRow<P>; user: User }
  | { state: 'link-invalid' }
/** `id` is the link's own, but `found` may be the newer registration that replaced it. */
export type RegistrationLink =
  | { state: 'good' | DeadLink; id: string; found: FoundRegistration }
  | { state: 'link-invalid' }

/** The page that each kind of link opens. */
export const linkPages = {
  'password-reset': '/reset-password',
  'verify-email': '/verify-email',
  registration: '/verify-email',
  'confirm-email': '/confirm-email',
  'undo-email': '/undo-email',
  'not-me': '/not-me',
  contest: '/contest',
} as const satisfies Record<LinkPurpose, string>

/** Stand for the purpose in the token, which is part of a link that people see whole. */
const linkCodes = {
  'password-reset': 'pr',
  'verify-email': 've',
  registration: 're',
  'confirm-email': 'ce',
  'undo-email': 'ue',
  'not-me': 'nm',
  contest: 'co',
} as const satisfies Record<LinkPurpose, string>

/** Tokens cannot be guessed; this limit only keeps a flood of bad ones from loading the database. */
export const linkAttempts = limitFailures('link', [perIp(50, '15m')])

export type MailedLink = { id: string; expiresAt: Date }

/** The URL to email, made from the row and the secret, so that no token is stored anywhere. `subject` is the account's ID. */
export async function urlOfLink(purpose: LinkPurpose, { id, expiresAt }: MailedLink, subject: string): Promise<string> {
  return `${config().APP_URL}${linkPages[purpose]}?token=${await signLinkToken(purpose, { id, expiresAt, subject })}`
}

/** The same for the row that a queued email names; undefined if the link was used, replaced or has expired. */
export async function urlOfOpenLink(purpose: UserLinkPurpose, id: string | undefined, userId: string | null) {
  return linkWhere(purpose, id, userId, (state) => state === 'good')
}

/** The same for a link in any state, because its page explains the state. */
export async function urlOfAnyLink(purpose: UserLinkPurpose, id: string | undefined, userId: string | null) {
  return linkWhere(purpose, id, userId, () => true)
}

async function linkWhere(
  purpose: UserLinkPurpose,
  id: string | undefined,
  userId: string | null,
  suits: (state: 'good' | DeadLink) => boolean,
): Promise<string | undefined> {
  const found = id && userId ? await findLink(purpose, id) : undefined
  return found && suits(stateOf(found.row, found.expired)) ? urlOfLink(purpose, found.row, found.user.id) : undefined
}

export function signLinkToken(purpose: LinkPurpose, row: MailedLink & { subject: string }): Promise<string> {
  return signToken(kindOf(purpose), row)
}

export function readLinkToken(purpose: LinkPurpose, token: string): Promise<TokenClaims | undefined> {
  return readToken(kindOf(purpose), token)
}

/** The token of this kind of link. */
export function kindOf(purpose: LinkPurpose): Required<TokenKind> {
  return { purpose, minutes: linkMinutes[purpose], code: linkCodes[purpose] }
}

/** The current state of an emailed link. Only reads, because email scanners open links too. */
export async function readLink<P extends UserLinkPurpose>(purpose: P, token: string): Promise<UserLink<P>> {
  const claims = await readLinkToken(purpose, token)
  const found = claims && (await findLink(purpose, claims.id))
  if (!found || found.user.id !== claims.subject) return { state: 'link-invalid' }
  const { row, user } = found
  const state = stateOf(row, found.expired || claims.expired)
  // A contest cancels every link; one that was left open would do nothing either.
  return { state: state === 'good' && user.contestedAt ? 'link-replaced' : state, row, user }
}

/** The same for the link of a registration, which has no account yet and is its own subject. */
export async function readRegistrationLink(token: string): Promise<RegistrationLink> {
  const claims = await readLinkToken('registration', token)
  const found = claims && (await findRegistration(claims.id))
  if (!found || claims.subject !== claims.id) return { state: 'link-invalid' }
  return { state: stateOf(found.row, found.expired || claims.expired), id: claims.id, found }
}

function stateOf({ usedAt, replacedAt }: { usedAt: Date | null; replacedAt: Date | null }, expired: boolean) {
  if (usedAt) return 'link-used'
  if (replacedAt) return 'link-replaced'
  return expired ? 'link-expired' : 'good'
}
