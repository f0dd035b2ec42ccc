import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider'
import { findLiveUser } from '@/db/provider/users'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { rulesIn } from './clients/client-metadata'
import { NOT_ADMITTED, type Obstacle, obstacleTo } from './login/admission'

type Policy = ReturnType<typeof interactionPolicy.base>
type Library = { interactionPolicy: typeof interactionPolicy }

/** When the library leads a browser to a page of ours before it answers an app. */
export function policyOf({ interactionPolicy: { base, Check } }: Library): Policy {
  const policy = base()
  const obstacle = (reason: string, words: string, error: string, which: Obstacle) =>
    new Check(reason, words, error, async (ctx) => (await obstacleOf(ctx)) === which)
  const login = policy.get('login')!
  login.checks.add(obstacle('app_forbidden', NOT_ADMITTED, 'access_denied', 'forbidden'))
  login.checks.add(obstacle('email_unverified', 'the email is not verified', 'interaction_required', 'unverified'))
  // Each check asks the database, so this one does only where two-step login is required.
  const lacksSetUp = async (ctx: KoaContextWithOIDC) => isTwoStepRequired() && (await obstacleOf(ctx)) === 'set-up'
  login.checks.add(new Check('set_up_missing', 'two-step login is not set up', 'interaction_required', lacksSetUp))
  const consent = policy.get('consent')!
  // What an app may have is decided when the grant is made, and who must be asked is decided below.
  for (const reason of [
    'native_client_prompt',
    'op_scopes_missing',
    'op_claims_missing',
    'rs_scopes_missing',
    'rar_prompt',
  ])
    consent.checks.remove(reason)
  consent.checks.add(
    new Check('unproven_app', 'another app could have asked', 'interaction_required', (ctx) => isUnproven(ctx)),
  )
  consent.checks.add(obstacle('consent_missing', 'consent is required', 'consent_required', 'consent'))
  return policy
}

/** What keeps the person whose session this is from the app that asks. */
export async function obstacleOf({ oidc }: KoaContextWithOIDC): Promise<Obstacle | undefined> {
  const { client, session } = oidc
  const user = client && session?.accountId ? await findLiveUser(session.accountId) : undefined
  if (!client || !user) return undefined
  return obstacleTo({ id: client.clientId, rules: rulesIn(client) }, user, [...oidc.requestParamScopes])
}

/** The person is still to be asked by a page of ours, and may refuse. */
export function isToBeAsked(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.promptPending('login') || ctx.oidc.promptPending('consent') || isUnproven(ctx)
}

function isUnproven({ oidc }: KoaContextWithOIDC): boolean {
  return isClaimable(oidc.client, oidc.params?.redirect_uri) && !oidc.result?.consent
}

/** Any app on a device may listen at such an address, so a login must not lead there unasked (RFC 8252 §8.6). */
function isClaimable(client: object | undefined, redirectUri: unknown): boolean {
  if (!client || rulesIn(client).kind !== 'native') return false
  return typeof redirectUri !== 'string' || !/^https:/i.test(redirectUri)
}
