import ipaddr from 'ipaddr.js'

/** Whether a host always means this machine. `*.localhost` does not, because some systems look it up in DNS. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)
}

/** Whether a host is in a private network (RFC 1918, RFC 4193) or has a name that exists only in such a network (RFC 6762). */
export function isPrivateHost(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(address)) return ['private', 'uniqueLocal'].includes(ipaddr.parse(address).range())
  return /^[a-z\d-]+(\.local)?$/i.test(host)
}
