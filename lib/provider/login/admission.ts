import type { User } from '@/db/accounts/users'
import { mayEnter } from '@/db/provider/clients'
import { consentedScopes } from '@/db/provider/consents'
import { isSetUpRequired } from '@/lib/factors/set-up-required'
import type { ClientRules } from '@/lib/provider/clients/client-metadata'

/** What keeps a person who is logged in from entering an app. */
export type Obstacle = 'forbidden' | 'unverified' | 'set-up' | 'consent'

/** What an app is told that shows no page, when the person is none of those whom it admits. */
export const NOT_ADMITTED = 'the app does not admit this account'

type App = { id: string; rules: ClientRules }

/** `scopes`: what the app asks for. The first obstacle that applies, or undefined if the person may enter. */
export async function obstacleTo(app: App, user: User, scopes: readonly string[]): Promise<Obstacle | undefined> {
  const { rules } = app
  if (!(await mayEnter({ id: app.id, allow: rules.allow }, user.id))) return 'forbidden'
  // Apps find accounts by their email, so an email that was never verified could open someone else's account there.
  if (rules.needsVerified && user.emailVerifiedAt === null) return 'unverified'
  // The app would otherwise be entered with the password alone, which the operator does not want.
  if (isSetUpRequired(user)) return 'set-up'
  if (!rules.thirdParty) return undefined
  const allowed = await consentedScopes(user.id, app.id)
  return offered(rules, scopes).every((scope) => allowed.includes(scope)) ? undefined : 'consent'
}

/** The scopes that the app asks for and that the operator lets it have; others are ignored (OpenID Connect Core §3.1.2.1). */
export function offered({ scopes }: Pick<ClientRules, 'scopes'>, asked: readonly string[]): string[] {
  return asked.filter((scope) => scopes.includes(scope))
}
