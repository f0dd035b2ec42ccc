import { importJWK, SignJWT } from 'jose'
import type { LogoutNotice } from '@/db/provider/logout-notices'
import { config } from '@/lib/config'
import { providerKeys } from '@/lib/provider/keys/keys'

/** The longest that OpenID Connect Back-Channel Logout (section 2.4) recommends. */
const LIFETIME_SECONDS = 120
type Told = Pick<LogoutNotice, 'clientId' | 'sub' | 'sid' | 'alg'>
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/**
 * The token that tells an app that a login ended, new for each attempt: apps refuse one that they have seen or that has expired.
 * It has no nonce, so that it is never taken for an ID token. Throws Unavailable.
 */
export async function logoutToken({ clientId, sub, sid, alg }: Told): Promise<string> {
  const key = (await providerKeys()).jwks.find((jwk) => jwk.alg === alg)
  if (!key) throw new Error(`there is no key for ${alg}`)
  return new SignJWT({ sid, events: { [EVENT]: {} } })
    .setProtectedHeader({ alg, kid: key.kid, typ: 'logout+jwt' })
    .setIssuer(config().APP_URL)
    .setAudience(clientId)
    .setSubject(sub)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(await importJWK(key, alg))
}
