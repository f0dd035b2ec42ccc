import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import type { Check } from '@/lib/doctor/check'
import { counted, type Finding, fault, fine, warning } from '@/lib/doctor/finding'

const PATIENCE_SECONDS = 8
const DAY = 24 * 60 * 60_000
/** Let's Encrypt renews when 30 of 90 days are left: with fewer than 14 that has failed for long. */
const DAYS = { soon: 14, now: 3 }
const RENEW = 'certbot renew, or whatever renews it; then reload the proxy'

/** The certificate that browsers are shown at APP_URL. */
export const certificate: Check = async ({ settings }) => {
  if (!settings.APP_URL?.startsWith('https:')) return []
  const socket = await shakeHands(new URL(settings.APP_URL)).catch(() => undefined)
  // Not reached, or no TLS at all: whoever asks the site tells of it.
  if (!socket) return []
  const { valid_to: end } = socket.getPeerCertificate()
  const { authorized, authorizationError } = socket
  socket.destroy()
  return [judgeCertificate(new Date(end), authorized ? undefined : String(authorizationError))]
}

export function judgeCertificate(end: Date, distrust?: string, now = new Date()): Finding {
  const days = Math.floor((end.getTime() - now.getTime()) / DAY)
  if (days < 0) return fault('site.certificate', `The certificate ended ${counted(-days, 'day')} ago.`, RENEW)
  if (distrust) {
    const says = `Browsers refuse the certificate: ${distrust}.`
    const mend =
      'certbot --nginx -d YOUR-NAME; serve the whole chain (fullchain.pem). For a CA of your own: NODE_EXTRA_CA_CERTS=ca.pem npx rekey doctor'
    return fault('site.certificate', says, mend)
  }
  const left = `The certificate is good for ${counted(days, 'more day')}.`
  if (days <= DAYS.now) return fault('site.certificate', left, RENEW)
  return days <= DAYS.soon ? warning('site.certificate', left, RENEW) : fine('site.certificate', left)
}

async function shakeHands({ hostname, port }: URL): Promise<TLSSocket> {
  const host = hostname.replace(/^\[|\]$/g, '')
  // Looked at, not trusted: nothing is sent over it.
  const options = { host, port: Number(port) || 443, servername: host, rejectUnauthorized: false }
  const socket = connect(options)
  await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000) }).catch((error) => {
    socket.destroy()
    throw error
  })
  return socket
}
