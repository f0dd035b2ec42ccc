import type { SigningKeyFacts } from '@/db/operator/facts/signing-key-facts'
import type { CheckContext } from '@/lib/doctor/check'
import { counted, type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { KEY_PURPOSE } from '@/lib/provider/keys/signing-key'
import { sealedBeginnings } from '@/lib/secrets/sealed'

const FIND_SECRET = 'Add the secret that they were sealed with to AUTH_SECRET, after the first one'

/** Reports signing keys that AUTH_SECRET does not open, and those that an older secret in it still has to open. */
export function judgeSigningKeys(facts: SigningKeyFacts | undefined, { settings }: CheckContext): Finding[] {
  const { PROVIDER, AUTH_SECRET } = settings
  if (!PROVIDER || !AUTH_SECRET || !facts || facts.length === 0) return []
  const [first, ...older] = sealedBeginnings(KEY_PURPOSE, AUTH_SECRET)
  const byOlder = facts.filter(({ beginning }) => older.includes(beginning)).length
  const lost = facts.filter(({ beginning }) => beginning !== first && !older.includes(beginning)).length
  const findings = [...judgeLost(lost, facts.length), ...judgeOlder(byOlder)]
  return findings.length > 0 ? findings : [fine('provider.keys', 'AUTH_SECRET opens every signing key.')]
}

function judgeLost(lost: number, all: number): Finding[] {
  if (lost === 0) return []
  if (lost === all) {
    const says =
      'AUTH_SECRET opens none of the signing keys. Rekey replaces them, and apps refuse logins until they fetch the new ones.'
    return [fault('provider.keys', says, FIND_SECRET)]
  }
  const says = `AUTH_SECRET does not open ${lost} of ${all} signing keys, so apps cannot check what they signed.`
  return [warning('provider.keys', says, `${FIND_SECRET}, or wait until Rekey removes them after a day`)]
}

function judgeOlder(count: number): Finding[] {
  if (count === 0) return []
  const says = `${counted(count, 'signing key is', 'signing keys are')} sealed with an older secret of AUTH_SECRET. The server seals them with the first one within ten minutes.`
  return [hint('provider.sealed', says, 'Keep the old secret in AUTH_SECRET until this number is 0')]
}
