import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import type { Records } from './dns-records'
import type { Provider } from './mail-provider'

const CHECK = 'dns.dkim'

/** Whether the key is there by which receivers check that a mail is the domain's and unchanged. */
export async function judgeDkim(records: Records, domain: string, by: Provider, given: string[]): Promise<Finding[]> {
  const selectors = given.length > 0 ? given : by ? [by] : []
  if (selectors.length === 0) {
    const mend = `npx rekey doctor --dkim-selector NAME, as the s= of the DKIM-Signature in a mail that was sent`
    return [
      hint(CHECK, `Whether ${domain} publishes a DKIM key is not known: its name is the mail server’s choice.`, mend),
    ]
  }
  const all = await Promise.all(selectors.map((selector) => judgeKey(records, `${selector}._domainkey.${domain}`, by)))
  return all
}

async function judgeKey(records: Records, name: string, by: Provider): Promise<Finding> {
  const keys = (await records.txt(name)).filter((record) => /(^|;)\s*p=/i.test(record))
  if (keys.length === 0) {
    const where = { resend: 'https://resend.com/domains', google: 'admin.google.com, Apps, Gmail, Authenticate email' }
    const mend = `A record: ${name}. TXT "v=DKIM1; k=rsa; p=…" from ${by ? where[by] : 'your mail server'}`
    return warning(CHECK, `There is no DKIM key at ${name}: receivers cannot tell our mail from a forgery.`, mend)
  }
  if (keys.every((key) => /(^|;)\s*p=\s*(;|$)/i.test(key))) {
    return fault(
      CHECK,
      `The DKIM key at ${name} is withdrawn (p= is empty).`,
      'Publish the key that the mail server signs with',
    )
  }
  return fine(CHECK, `The DKIM key is published at ${name}.`)
}
