import { type Finding, fault } from '@/lib/doctor/finding'
import type { Silence } from './call'

const OWN_CA = 'With a CA of your own, set NODE_EXTRA_CA_CERTS=ca.pem for Rekey'
const certificates: Record<string, string> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'is from a CA that this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'is from a CA that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'comes without its intermediate certificate (fullchain.pem)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another host',
}

/** Explains why nothing answers at a URL of the app. */
export function appSilent(check: string, url: string, { code, reason }: Silence): Finding {
  const { host, hostname } = new URL(url)
  const wrong = certificates[code]
  if (wrong)
    return fault(check, `The certificate of ${host} ${wrong}, so ${url} cannot be called.`, certificateMend(code))
  if (/SSL|TLS|EPROTO/.test(code))
    return fault(
      check,
      `${host} does not speak TLS, so ${url} cannot be called.`,
      'Correct the port, or set up TLS there',
    )
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return fault(
      check,
      `${hostname} cannot be found in DNS, so ${url} leads nowhere.`,
      `Correct the URL, or add an A or AAAA record for ${hostname}`,
    )
  const says = `Nothing answers at ${url}: ${reason}.`
  return fault(check, says, `Start the app, and let this machine connect to ${host}`)
}

const certificateMend = (code: string) =>
  code === 'CERT_HAS_EXPIRED'
    ? 'Renew the certificate, then reload the server of the app'
    : `Correct the certificate. ${OWN_CA}`
