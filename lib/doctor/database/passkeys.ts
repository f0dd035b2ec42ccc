import type { PasskeyFacts } from '@/db/operator/facts/passkey-facts'
import type { CheckContext } from '@/lib/doctor/check'
import { counted, type Finding, fine, warning } from '@/lib/doctor/finding'
import { isDomainOfHost, isIpAddress } from '@/lib/rules/urls/relying-party-id'

/** Reports passkeys that were made for another domain than the current one. They work only there. */
export function judgePasskeys(facts: PasskeyFacts | undefined, { settings }: CheckContext): Finding[] {
  const { APP_URL, PASSKEY_RP_ID } = settings
  if (!facts || facts.length === 0 || !APP_URL) return []
  const host = new URL(APP_URL).hostname
  const current = isIpAddress(host) ? undefined : (PASSKEY_RP_ID ?? host)
  const others = facts.filter(({ rpId }) => rpId !== current)
  if (others.length > 0) return others.map((each) => judgeOther(each, host))
  return [fine('passkeys.domain', `All passkeys are for ${current}.`)]
}

function judgeOther({ rpId, passkeys, accounts }: PasskeyFacts[number], host: string): Finding {
  const which = `${counted(passkeys, 'passkey')} of ${counted(accounts, 'account')}`
  const says = `${which} ${passkeys === 1 ? 'was' : 'were'} made for ${rpId} and can’t be used at ${host}.`
  return warning('passkeys.domain', says, isDomainOfHost(rpId, host) ? useAgain(rpId) : ADD_NEW)
}

/** Only one domain is in use at a time, so going back gives up the passkeys that were made meanwhile. */
const useAgain = (rpId: string) =>
  `PASSKEY_RP_ID=${rpId}, if more passkeys were made for it than for the current domain, which then stop working`
const ADD_NEW =
  'If the host of APP_URL is right, their owners add new passkeys under Security. For an owner who has no other second factor: npx rekey users reset-factors <user>'
