import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import type { Records } from './dns-records'
import type { Provider } from './mail-provider'

const CHECK = 'dns.dkim'

/** Checks that the key is published with which receivers verify that an email comes from the domain unchanged. */
export async function judgeDkim(records: Records, domain: string, by: Provider, given: string[]): Promise<Finding[]> {
  const selectors = given.length > 0 ? given : by ? [by] : []
  if (selectors.length === 0) {
    const mend =
      'npx rekey doctor --dkim-selector NAME, with the s= value from the DKIM-Signature header of a sent email'
    return [hint(CHECK, `The DKIM key of ${domain} was not checked, because its selector is not known.`, mend)]
  }
  const all = await Promise.all(selectors.map((selector) => judgeKey(records, `${selector}._domainkey.${domain}`, by)))
  return all
}

async function judgeKey(records: Records, name: string, by: Provider): Promise<Finding> {
  const keys = (await records.txt(name)).filter((record) => /(^|;)\s*p=/i.test(record))
  if (keys.length === 0) {
    const where = { resend: 'https://resend.com/domains', google: 'admin.google.com, Apps, Gmail, Authenticate email' }
    const mend = `Add this DNS record: ${name}. TXT "v=DKIM1; k=rsa; p=…" from ${by ? where[by] : 'your mail server'}`
    return warning(CHECK, `There is no DKIM key at ${name}, so receivers cannot tell our email from a forgery.`, mend)
  }
  if (keys.every((key) => /(^|;)\s*p=\s*(;|$)/i.test(key))) {
    return fault(
      CHECK,
      `The DKIM key at ${name} is revoked (p= is empty).`,
      'Publish the key with which the mail server signs',
    )
  }
  return fine(CHECK, `The DKIM key is published at ${name}.`)
}
