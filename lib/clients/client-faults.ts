import type { ClientKind } from '@/db/provider/tables'
import type { FieldErrors } from '@/lib/result'
import { backchannelFault, returnFault } from './app-address'
import { proxyFaults, type WantedOfProxied } from './proxy-faults'

type Wanted = WantedOfProxied & { post_logout_uris?: string[]; pkce?: boolean; remote_user?: string }

/** What an operator wants of a client but cannot have, by field. It depends on the kind of the client. */
export function clientFaults(kind: ClientKind, wanted: Wanted): FieldErrors {
  const inReturns = (uris: string[] = []) => uris.flatMap((uri) => returnFault(uri, kind) ?? [])
  const backchannel = wanted.backchannel_uri ? backchannelFault(wanted.backchannel_uri) : undefined
  // Without a secret, PKCE is all that keeps a stolen code from being redeemed (RFC 9700 §2.1.1).
  const isUnprotected = wanted.pkce === false && kind !== 'web'
  const faults: Record<string, string[]> = {
    redirect_uris: inReturns(wanted.redirect_uris),
    post_logout_uris: inReturns(wanted.post_logout_uris),
    backchannel_uri: backchannel ? [backchannel] : [],
    pkce: isUnprotected ? ['can be switched off only for an app of the kind web, which has a secret'] : [],
    remote_user: wanted.remote_user && kind !== 'proxy' ? ['is only for an app of the kind proxy'] : [],
  }
  const found = Object.entries(faults).filter(([, words]) => words.length > 0)
  return found.length === 0 && kind === 'proxy' ? proxyFaults(wanted) : Object.fromEntries(found)
}
