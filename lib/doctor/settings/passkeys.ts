import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint } from '@/lib/doctor/finding'
import { webauthn } from '@/lib/factors/webauthn/webauthn'
import { describeError } from '@/lib/log'
import { isLocalHost } from '@/lib/rules/urls/local-host'
import { isIpAddress } from '@/lib/rules/urls/relying-party-id'

const WITH_DOMAIN = 'APP_URL=https://accounts.YOUR-DOMAIN'

/** Checks that browsers can use passkeys at this URL, and that the library that checks them loads. */
export const passkeys: Check = async ({ settings }) => {
  if (!settings.APP_URL) return []
  const { hostname, protocol } = new URL(settings.APP_URL)
  if (isIpAddress(hostname)) {
    return [
      hint('passkeys.host', 'Passkeys are off: they need a domain name, and APP_URL has an IP address.', WITH_DOMAIN),
    ]
  }
  if (protocol === 'http:' && !isLocalHost(hostname)) {
    return [hint('passkeys.host', 'Browsers refuse passkeys here: they need https, and APP_URL has http.', WITH_DOMAIN)]
  }
  return [await judgeLibrary(webauthn)]
}

/** A bundler may leave out a part of the library, which would be noticed only at the first login with a passkey. */
export async function judgeLibrary(load: () => Promise<unknown>): Promise<Finding> {
  try {
    await load()
    return fine('passkeys.library', 'The WebAuthn library loads, so passkeys can be checked.')
  } catch (error) {
    const says = `The WebAuthn library does not load, so nobody can use a passkey: ${describeError(error).error}`
    return fault('passkeys.library', says, 'npm ci && npm run build')
  }
}
