import { isIP } from 'node:net'

/** Whether the host of a URL is an IP address; one of version 6 stands in brackets there. */
export function isIpAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
}

/**
 * Whether a site at this host may use passkeys of this domain: it is the host or a parent domain of it. A parent of one name,
 * such as `com`, belongs to nobody, and every browser refuses it.
 */
export function isDomainOfHost(domain: string, hostname: string): boolean {
  if (isIpAddress(hostname)) return false
  return hostname === domain || (domain.includes('.') && hostname.endsWith(`.${domain}`))
}
