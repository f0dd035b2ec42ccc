const LOCAL = /^(localhost|127(\.\d+){3}|\[?::1\]?)$|\.localhost$/

/** Names that never lead off this machine. */
export function isLocalHost(host: string): boolean {
  return LOCAL.test(host)
}
