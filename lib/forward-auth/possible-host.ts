const HOST = /^(\[[\da-f:.]+\]|[a-z\d_-]+(\.[a-z\d_-]+)*)(:\d{1,5})?$/

/** Whether an app can be at this host: as browsers write it, in lower case, with a port unless it is the usual one. */
export function isPossibleHost(host: string): boolean {
  return host.length <= 260 && HOST.test(host) && URL.canParse(`http://${host}`)
}
