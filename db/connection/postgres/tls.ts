import { readFileSync } from 'node:fs'
import { checkServerIdentity, type SecureVersion } from 'node:tls'
import type { Options } from 'postgres'
import { isLocalHost } from '@/lib/rules/urls/local-host'

type Asked = Record<string, string | undefined>
type Certificate = Parameters<typeof checkServerIdentity>[1]
type Tls = NonNullable<Options<never>['ssl']>

const ENCRYPT_ONLY = { rejectUnauthorized: false }

/** How the connection to `host` is encrypted, and what is checked about its server. */
export function tlsOf(asked: Asked, host: string): Tls {
  const mode = modeOf(asked)
  // By default TLS is used if the server offers it, as in psql. Nobody can intercept a connection within this machine.
  if (mode === undefined) return isLocalHost(host) ? false : 'prefer'
  if (mode === 'disable') return false
  if (mode === 'allow' || mode === 'prefer') return 'prefer'
  const own = ownCertificate(asked)
  const root = asked.sslrootcert === 'system' ? undefined : asked.sslrootcert
  // As in libpq, a given root certificate must be checked.
  if (mode === 'no-verify' || (mode === 'require' && !root)) return { ...own, ...ENCRYPT_ONLY }
  // Anyone can get a certificate from a public authority, so without the name it proves nothing.
  const checksName = mode === 'verify-full' || !root
  return {
    ...own,
    rejectUnauthorized: true,
    ...(root && { ca: read(root, 'sslrootcert') }),
    // For an IP address the driver gives Node no host name, and Node would check for localhost instead.
    checkServerIdentity: (_: string, certificate: Certificate) =>
      checksName ? checkServerIdentity(host, certificate) : undefined,
  }
}

function modeOf({ sslmode, ssl, requiressl, sslrootcert }: Asked): string | undefined {
  if (sslrootcert === 'system') return 'verify-full'
  if (sslmode) return sslmode
  // libpq does not know `ssl`; to the driver, and to JDBC, it means that the certificate is checked.
  if (ssl === 'true' || ssl === '1') return 'verify-full'
  if (ssl) return ssl === '0' || ssl === 'false' ? 'disable' : ssl
  return requiressl === '1' ? 'require' : undefined
}

function ownCertificate(asked: Asked) {
  const { sslcert, sslkey, sslcrl, sslpassword } = asked
  return {
    ...(sslcert && { cert: read(sslcert, 'sslcert') }),
    ...(sslkey && { key: read(sslkey, 'sslkey') }),
    ...(sslcrl && { crl: read(sslcrl, 'sslcrl') }),
    ...(sslpassword && { passphrase: sslpassword }),
    minVersion: asked.ssl_min_protocol_version as SecureVersion | undefined,
    maxVersion: asked.ssl_max_protocol_version as SecureVersion | undefined,
  }
}

function read(file: string, option: string): Buffer {
  try {
    return readFileSync(/*turbopackIgnore: true*/ file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw Object.assign(new Error(`${option} of the database URL cannot be read (${code})`), { code: 'ERR_URL_FILE' })
  }
}
