import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import type { Records } from './dns-records'

const CHECK = 'dns.dmarc'

/** What receivers are to do with mail that neither SPF nor DKIM proves. */
export async function judgeDmarc(records: Records, domain: string): Promise<Finding[]> {
  const found = await nearest(records, domain)
  if (!found) {
    const mend = `A record: _dmarc.${domain}. TXT "v=DMARC1; p=none; rua=mailto:postmaster@${domain}", later p=quarantine`
    return [warning(CHECK, `${domain} has no DMARC record: anybody may send as it, and large receivers mind.`, mend)]
  }
  const { at, policies } = found
  if (policies.length > 1)
    return [fault(CHECK, `There are ${policies.length} DMARC records at ${at}: none counts.`, 'Keep one')]
  const [, policy = ''] = /(?:^|;)\s*p\s*=\s*(\w+)/i.exec(policies[0]!) ?? []
  if (!/^(none|quarantine|reject)$/i.test(policy)) {
    return [fault(CHECK, `The DMARC record at ${at} has no policy that is known.`, 'Begin it with "v=DMARC1; p=none"')]
  }
  if (policy.toLowerCase() !== 'none')
    return [fine(CHECK, `Forged mail of ${domain} is refused or set aside (p=${policy}).`)]
  const says = `DMARC at ${at} only watches (p=none): forged mail of ${domain} arrives.`
  return [hint(CHECK, says, 'p=quarantine once its reports show that all your mail passes')]
}

/** Its own, or that of the nearest domain above it. */
async function nearest(records: Records, domain: string): Promise<{ at: string; policies: string[] } | undefined> {
  const labels = domain.split('.')
  for (let from = 0; from + 2 <= labels.length; from++) {
    const at = `_dmarc.${labels.slice(from).join('.')}`
    const policies = (await records.txt(at)).filter((record) => /^v=DMARC1\b/i.test(record))
    if (policies.length > 0) return { at, policies }
  }
  return undefined
}
