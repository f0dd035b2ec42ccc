import { config } from '@/lib/config'
import { isIpAddress } from '@/lib/rules/urls/relying-party-id'

/** This site as authenticators know it: a passkey works only for the domain that it was made for. */
export type RelyingParty = { id: string; name: string; origin: string }

/** Undefined if the host of APP_URL is an IP address: browsers make passkeys only for domains, so there are none here. */
export function relyingParty(): RelyingParty | undefined {
  const { APP_URL: origin, APP_NAME: name, PASSKEY_RP_ID } = config()
  const { hostname } = new URL(origin)
  return isIpAddress(hostname) ? undefined : { id: PASSKEY_RP_ID ?? hostname, name, origin }
}
