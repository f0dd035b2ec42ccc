import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { rulesIn } from '@/lib/provider/clients/client-metadata'
import { digest } from '@/lib/provider/digest'
import { OFFLINE } from '@/lib/provider/lifetimes'
import { offered } from '@/lib/provider/login/admission'
import { isToBeAsked, obstacleOf } from '@/lib/provider/policy'
import { personalClaims } from './account'

type Grant = InstanceType<Provider['Grant']>

/** What an app gets: a grant for each session and app. Undefined as long as a page of ours has something to ask first. */
export async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, provider, account } = ctx.oidc
  // Nothing is stored for an app that someone may not enter, or may still refuse: it would be listed as one that has access.
  if (!client || !account || isToBeAsked(ctx) || (await obstacleOf(ctx))) return undefined
  const scopes = offered(rulesIn(client), [...ctx.oidc.requestParamScopes])
  const isOffline = scopes.includes(OFFLINE)
  const known = isOffline ? undefined : await grantOfSession(ctx)
  const claims = personalClaims(scopes)
  if (known && covers(known, scopes, claims)) return known
  const grant =
    known ?? new provider.Grant({ ...idOf(ctx, isOffline), accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope(scopes.join(' '))
  grant.addOIDCClaims(claims)
  await grant.save()
  return grant
}

/**
 * One grant, and one name of the session, for each session and app: two tabs that enter an app at the same time would otherwise
 * make two, and the library accepts only the codes of the later one.
 */
function idOf({ oidc }: KoaContextWithOIDC, isOffline: boolean): { jti?: string } {
  const { session, client } = oidc
  const name = (what: string) => digest(`${what} ${session!.uid} ${client!.clientId}`)
  if (!session!.sidFor(client!.clientId)) session!.sidFor(client!.clientId, name('sid'))
  return isOffline ? {} : { jti: name('grant') }
}

function covers(grant: Grant, scopes: string[], claims: string[]): boolean {
  const granted = grant.getOIDCScope().split(' ')
  return (
    scopes.every((scope) => granted.includes(scope)) &&
    grant.getOIDCClaimsFiltered(new Set(claims)).length === claims.length
  )
}

/** A grant that outlives its session is not used again: it belongs to the device that asked for it. */
async function grantOfSession({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
  const id = oidc.session?.grantIdFor(oidc.client!.clientId)
  const grant = id ? await oidc.provider.Grant.find(id) : undefined
  return grant?.getOIDCScope().split(' ').includes(OFFLINE) ? undefined : grant
}
