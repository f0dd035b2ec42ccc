import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { personalClaims } from './account'
import { offered } from './admission'
import { rulesIn } from './client-metadata'
import { OFFLINE } from './lifetimes'
import { obstacleOf } from './policy'

type Grant = InstanceType<Provider['Grant']>

/** What an app gets: a grant for each session and app. Undefined as long as a page of ours has something to ask first. */
export async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, provider, account } = ctx.oidc
  if (!client || !account || (await obstacleOf(ctx))) return undefined
  const rules = rulesIn(client)
  const scopes = offered(rules, [...ctx.oidc.requestParamScopes])
  const isOffline = scopes.includes(OFFLINE)
  const grant =
    (isOffline ? undefined : await grantOfSession(ctx)) ??
    new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope(scopes.join(' '))
  if (rules.idTokenClaims) grant.addOIDCClaims(personalClaims(scopes))
  await grant.save()
  return grant
}

/** A grant that outlives its session is not used again: it belongs to the device that asked for it. */
async function grantOfSession({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
  const id = oidc.session?.grantIdFor(oidc.client!.clientId)
  const grant = id ? await oidc.provider.Grant.find(id) : undefined
  const isOfAccount = grant?.accountId === oidc.account!.accountId
  return isOfAccount && !grant?.getOIDCScope().split(' ').includes(OFFLINE) ? grant : undefined
}
