import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import type { Records } from './dns-records'
import type { Provider } from './mail-provider'

/** A receiver treats a record that needs more as broken (RFC 7208 §4.6.4). */
const MOST_LOOKUPS = 10
const CHECK = 'dns.spf'
const includes = { resend: 'amazonses.com', google: '_spf.google.com' }

/** Checks which servers may send for the domain. Resend uses a subdomain for bounces and needs the record there. */
export async function judgeSpf(records: Records, mailDomain: string, by: Provider): Promise<Finding[]> {
  const domain = by === 'resend' ? `send.${mailDomain}` : mailDomain
  const found = await spfOf(records, domain)
  const include = by && includes[by]
  const line = `${domain}. TXT "v=spf1 ${include ? `include:${include}` : 'a mx'} -all"`
  if (found.length === 0 && by === 'resend') {
    const says = `There is no SPF record at ${domain}, where Resend needs one unless you chose another return path.`
    return [hint(CHECK, says, `Add this DNS record: ${line}`)]
  }
  if (found.length === 0)
    return [
      warning(CHECK, `${domain} has no SPF record that lists who may send for it.`, `Add this DNS record: ${line}`),
    ]
  if (found.length > 1) {
    return [
      fault(
        CHECK,
        `${domain} has ${found.length} SPF records, so receivers ignore all of them.`,
        'Merge them into one record that has every include',
      ),
    ]
  }
  return judgeRecord(records, domain, found[0]!, include)
}

async function judgeRecord(records: Records, domain: string, record: string, include?: string): Promise<Finding[]> {
  const lookups = await countLookups(records, record)
  if (lookups > MOST_LOOKUPS) {
    const says = `The SPF record of ${domain} needs ${lookups} lookups, but receivers stop after ${MOST_LOOKUPS}.`
    return [fault(CHECK, says, 'Remove the include: of each service that no longer sends for you')]
  }
  const anyone = /(^|\s)\+?all(\s|$)/i.test(record)
  if (anyone) return [fault(CHECK, `The SPF record of ${domain} lets anyone send for it.`, 'End it with -all')]
  if (include && !(await names(records, record, include))) {
    const says = `The SPF record of ${domain} does not include the server that sends (${include}).`
    return [fault(CHECK, says, `Add include:${include} to it, before "all"`)]
  }
  if (!/(^|\s)[-~]all(\s|$)/i.test(record) && !/redirect=/i.test(record)) {
    return [
      warning(
        CHECK,
        `The SPF record of ${domain} does not say how to treat other servers.`,
        'End it with -all, or with ~all to begin with',
      ),
    ]
  }
  return [fine(CHECK, `The SPF record of ${domain} lists who may send for it (${lookups} of ${MOST_LOOKUPS} lookups).`)]
}

async function spfOf(records: Records, domain: string): Promise<string[]> {
  return (await records.txt(domain)).filter((record) => /^v=spf1(\s|$)/i.test(record))
}

/** Stops at the limit, so that records that include each other do not loop. */
async function countLookups(records: Records, record: string, already = 0): Promise<number> {
  let count = already
  for (const [, term, target] of record.matchAll(/\s[+?~-]?(include|a|mx|ptr|exists|redirect)\b[:=]?(\S*)/gi)) {
    count += 1
    if (count > MOST_LOOKUPS) return count
    if (!target || !/^(include|redirect)$/i.test(term!)) continue
    const [inner] = await spfOf(records, target)
    if (inner) count = await countLookups(records, inner, count)
  }
  return count
}

/** Whether the record includes the sender's servers, directly or through another include. */
async function names(records: Records, record: string, wanted: string, seen = new Set<string>()): Promise<boolean> {
  const targets = [...record.matchAll(/\s\+?(?:include:|redirect=)(\S+)/gi)].map(([, target]) => target!.toLowerCase())
  if (targets.includes(wanted)) return true
  for (const target of targets) {
    // Each record once, because records that include each other would never end.
    if (seen.has(target) || seen.size >= MOST_LOOKUPS) continue
    seen.add(target)
    for (const inner of await spfOf(records, target)) if (await names(records, inner, wanted, seen)) return true
  }
  return false
}
