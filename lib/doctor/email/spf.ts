import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import type { Records } from './dns-records'
import type { Provider } from './mail-provider'

/** Beyond it a receiver takes the record for broken (RFC 7208 §4.6.4). */
const MOST_LOOKUPS = 10
const CHECK = 'dns.spf'
const includes = { resend: 'amazonses.com', google: '_spf.google.com' }

/** Who may send for the domain. Resend's bounces go to a name below it, where its record stands. */
export async function judgeSpf(records: Records, mailDomain: string, by: Provider): Promise<Finding[]> {
  const domain = by === 'resend' ? `send.${mailDomain}` : mailDomain
  const found = await spfOf(records, domain)
  const include = by && includes[by]
  const line = `${domain}. TXT "v=spf1 ${include ? `include:${include}` : 'a mx'} -all"`
  if (found.length === 0 && by === 'resend') {
    const says = `There is no SPF record at ${domain}, where Resend asks for one unless another return path was chosen.`
    return [hint(CHECK, says, `A record: ${line}`)]
  }
  if (found.length === 0) return [warning(CHECK, `${domain} says nowhere who may send for it.`, `A record: ${line}`)]
  if (found.length > 1) {
    return [
      fault(
        CHECK,
        `${domain} has ${found.length} SPF records: receivers then believe none.`,
        'Make one of them, with every include in it',
      ),
    ]
  }
  return judgeRecord(records, domain, found[0]!, include)
}

async function judgeRecord(records: Records, domain: string, record: string, include?: string): Promise<Finding[]> {
  const lookups = await countLookups(records, record)
  if (lookups > MOST_LOOKUPS) {
    const says = `The SPF record of ${domain} needs ${lookups} lookups; after ${MOST_LOOKUPS} receivers give up.`
    return [fault(CHECK, says, 'Remove the include: of whoever no longer sends for you')]
  }
  const anyone = /(^|\s)\+?all(\s|$)/i.test(record)
  if (anyone) return [fault(CHECK, `The SPF record of ${domain} lets anybody send for it.`, 'End it in -all')]
  if (include && !(await names(records, record, include))) {
    const says = `The SPF record of ${domain} does not name the server that sends (${include}).`
    return [fault(CHECK, says, `Add to it, before "all": include:${include}`)]
  }
  if (!/(^|\s)[-~]all(\s|$)/i.test(record) && !/redirect=/i.test(record)) {
    return [
      warning(
        CHECK,
        `The SPF record of ${domain} does not say what others are.`,
        'End it in -all, or ~all to begin with',
      ),
    ]
  }
  return [fine(CHECK, `${domain} says who may send for it (${lookups} of ${MOST_LOOKUPS} lookups).`)]
}

async function spfOf(records: Records, domain: string): Promise<string[]> {
  return (await records.txt(domain)).filter((record) => /^v=spf1(\s|$)/i.test(record))
}

/** Stops soon after there are too many, so that a circle ends. */
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

/** Whether it names the sender's servers, itself or by what it includes. */
async function names(records: Records, record: string, wanted: string, seen = new Set<string>()): Promise<boolean> {
  const targets = [...record.matchAll(/\s\+?(?:include:|redirect=)(\S+)/gi)].map(([, target]) => target!.toLowerCase())
  if (targets.includes(wanted)) return true
  for (const target of targets) {
    // Once each: records of others that name one another would be followed for years.
    if (seen.has(target) || seen.size >= MOST_LOOKUPS) continue
    seen.add(target)
    for (const inner of await spfOf(records, target)) if (await names(records, inner, wanted, seen)) return true
  }
  return false
}
