/** Whether a host never leads off this machine. Not `*.localhost`: some systems ask a name server for those. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host)
}
