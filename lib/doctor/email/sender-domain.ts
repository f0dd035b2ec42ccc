import { sender } from '@/emails/transport/one-address'
import type { Check } from '@/lib/doctor/check'
import { type Finding, fine, hint, warning } from '@/lib/doctor/finding'
import { judgeDkim } from './dkim'
import { judgeDmarc } from './dmarc'
import { DnsUnavailable, openRecords, type Records } from './dns-records'
import { providerOf } from './mail-provider'
import { judgeSpf } from './spf'

const NOBODYS = /(^|\.)(localhost|local|internal|test|invalid|example|example\.(com|org|net))$/i

/** Checks the DNS records that authenticate the sender. Without them reset emails end up in spam folders. */
export const senderDomain: Check = async ({ settings, nameServers, dkimSelectors = [] }) => {
  const { MAIL_FROM, mailTransport } = settings
  if (!MAIL_FROM || mailTransport === 'mailbox') return []
  const { domain } = sender(MAIL_FROM)
  if (NOBODYS.test(domain)) return [nobodys(domain, settings.production)]
  const by = providerOf(settings)
  const records = openRecords(nameServers)
  try {
    const all = [judgeSpf, judgeDkim, judgeDmarc].map((judge) => judge(records, domain, by, dkimSelectors))
    return (await Promise.all([...all, judgeMx(records, domain)])).flat()
  } catch (error) {
    if (!(error instanceof DnsUnavailable)) throw error
    const mend = `Run dig txt ${domain}, or use another name server: npx rekey doctor --dns 9.9.9.9`
    return [warning('dns', `The DNS records of ${domain} cannot be looked up: ${error.message}.`, mend)]
  }
}

function nobodys(domain: string, production: boolean | undefined): Finding {
  const says = `MAIL_FROM uses ${domain}, which is not a real domain, so its DNS records were not checked.`
  if (!production) return hint('dns', says)
  return warning('dns', says, 'MAIL_FROM=Rekey <no-reply@YOUR-DOMAIN>')
}

/** Bounces need a destination, and many servers reject email from a domain that cannot receive any. */
async function judgeMx(records: Records, domain: string): Promise<Finding[]> {
  const exchanges = (await records.mx(domain)).filter((exchange) => exchange !== '' && exchange !== '.')
  if (exchanges.length > 0) return [fine('dns.mx', `${domain} can receive bounces (MX ${exchanges[0]}).`)]
  const mend = `Add this DNS record: ${domain}. MX 10 the-server-that-receives-your-email.`
  return [
    warning('dns.mx', `${domain} has no MX record. Bounces are lost, and some servers reject such a sender.`, mend),
  ]
}
