import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import type { Check } from '@/lib/doctor/check'
import { counted, type Finding, fault, fine, warning } from '@/lib/doctor/finding'

const PATIENCE_SECONDS = 8
const DAY = 24 * 60 * 60_000
/** Let's Encrypt renews when 30 of 90 days are left, so with fewer than 14 the renewal has been failing for a while. */
const DAYS = { soon: 14, now: 3 }
const RENEW = 'Run certbot renew, or your own renewal, then reload the proxy'

/** Checks the certificate that browsers get at APP_URL. */
export const certificate: Check = ({ settings }) => {
  return settings.APP_URL?.startsWith('https:') ? examineCertificate(new URL(settings.APP_URL)) : []
}

/** No finding if the server is unreachable or has no TLS, which the check of the site reports. */
export async function examineCertificate(url: URL): Promise<Finding[]> {
  const socket = await shakeHands(url).catch(() => undefined)
  if (!socket) return []
  const { valid_to: end } = socket.getPeerCertificate()
  const { authorized, authorizationError } = socket
  socket.destroy()
  return [judgeCertificate(new Date(end), authorized ? undefined : String(authorizationError))]
}

export function judgeCertificate(end: Date, distrust?: string, now = new Date()): Finding {
  const days = Math.floor((end.getTime() - now.getTime()) / DAY)
  if (days < 0) return fault('site.certificate', `The certificate expired ${counted(-days, 'day')} ago.`, RENEW)
  if (distrust) {
    const says = `Browsers reject the certificate: ${distrust}.`
    const mend =
      'Run certbot --nginx -d YOUR-NAME and serve the full chain (fullchain.pem). With your own CA: NODE_EXTRA_CA_CERTS=ca.pem npx rekey doctor'
    return fault('site.certificate', says, mend)
  }
  const left = `The certificate is valid for ${counted(days, 'more day')}.`
  if (days <= DAYS.now) return fault('site.certificate', left, RENEW)
  return days <= DAYS.soon ? warning('site.certificate', left, RENEW) : fine('site.certificate', left)
}

async function shakeHands({ hostname, port }: URL): Promise<TLSSocket> {
  const host = hostname.replace(/^\[|\]$/g, '')
  // An untrusted certificate is accepted for inspection only, and nothing is sent over the connection.
  const options = { host, port: Number(port) || 443, servername: host, rejectUnauthorized: false }
  const socket = connect(options)
  await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000) }).catch((error) => {
    socket.destroy()
    throw error
  })
  return socket
}
