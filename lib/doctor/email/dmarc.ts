import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import type { Records } from './dns-records'

const CHECK = 'dns.dmarc'

/** Checks what receivers should do with email that passes neither SPF nor DKIM. */
export async function judgeDmarc(records: Records, domain: string): Promise<Finding[]> {
  const found = await nearest(records, domain)
  if (!found) {
    const mend = `Add this DNS record: _dmarc.${domain}. TXT "v=DMARC1; p=none; rua=mailto:postmaster@${domain}", later p=quarantine`
    return [
      warning(
        CHECK,
        `${domain} has no DMARC record. Anyone can send as this domain, and large providers may reject its email.`,
        mend,
      ),
    ]
  }
  const { at, policies } = found
  if (policies.length > 1)
    return [
      fault(CHECK, `There are ${policies.length} DMARC records at ${at}, so receivers ignore all of them.`, 'Keep one'),
    ]
  const [, policy = ''] = /(?:^|;)\s*p\s*=\s*(\w+)/i.exec(policies[0]!) ?? []
  if (!/^(none|quarantine|reject)$/i.test(policy)) {
    return [fault(CHECK, `The DMARC record at ${at} has no valid policy.`, 'Begin it with "v=DMARC1; p=none"')]
  }
  if (policy.toLowerCase() !== 'none')
    return [fine(CHECK, `Receivers reject or quarantine email that forges ${domain} (p=${policy}).`)]
  const says = `DMARC at ${at} only monitors (p=none), so email that forges ${domain} is delivered.`
  return [hint(CHECK, says, 'Set p=quarantine once its reports show that all your email passes')]
}

/** The record of the domain itself or of its nearest parent domain. */
async function nearest(records: Records, domain: string): Promise<{ at: string; policies: string[] } | undefined> {
  const labels = domain.split('.')
  for (let from = 0; from + 2 <= labels.length; from++) {
    const at = `_dmarc.${labels.slice(from).join('.')}`
    const policies = (await records.txt(at)).filter((record) => /^v=DMARC1\b/i.test(record))
    if (policies.length > 0) return { at, policies }
  }
  return undefined
}
