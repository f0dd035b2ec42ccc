import ipaddr from 'ipaddr.js'

/** Whether a host never leads off this machine. Not `*.localhost`: some systems ask a name server for those. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)
}

/** Whether a host is in a private network (RFC 1918, RFC 4193), or has a name that only such a network knows (RFC 6762). */
export function isPrivateHost(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(address)) return ['private', 'uniqueLocal'].includes(ipaddr.parse(address).range())
  return /^[a-z\d-]+(\.local)?$/i.test(host)
}
