import { sender } from '@/emails/transport/one-address'
import type { Check } from '@/lib/doctor/check'
import { type Finding, fine, hint, warning } from '@/lib/doctor/finding'
import { judgeDkim } from './dkim'
import { judgeDmarc } from './dmarc'
import { DnsUnavailable, openRecords, type Records } from './dns-records'
import { providerOf } from './mail-provider'
import { judgeSpf } from './spf'

const NOBODYS = /(^|\.)(localhost|local|internal|test|invalid|example|example\.(com|org|net))$/i

/** How the senders of mail are known from impostors: where these records are missing, resets land among spam. */
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
    const mend = `dig txt ${domain}; npx rekey doctor --dns 9.9.9.9 asks another server`
    return [warning('dns', `The records of ${domain} cannot be looked up: ${error.message}.`, mend)]
  }
}

function nobodys(domain: string, production: boolean | undefined): Finding {
  const says = `MAIL_FROM sends from ${domain}, which is nobody’s: nothing to look up.`
  if (!production) return hint('dns', says)
  return warning('dns', says, 'MAIL_FROM=Rekey <no-reply@YOUR-DOMAIN>')
}

/** Where bounces go: many servers take no mail from a domain that takes none. */
async function judgeMx(records: Records, domain: string): Promise<Finding[]> {
  const exchanges = (await records.mx(domain)).filter((exchange) => exchange !== '' && exchange !== '.')
  if (exchanges.length > 0) return [fine('dns.mx', `${domain} takes bounces (MX ${exchanges[0]}).`)]
  const mend = `A record: ${domain}. MX 10 the-server-that-takes-your-mail.`
  return [warning('dns.mx', `${domain} takes no mail (no MX): bounces are lost, and some refuse such a sender.`, mend)]
}
