// On globalThis, since the server and Next's routes are module graphs of their own.
const shared = globalThis as typeof globalThis & { rekeyEnding?: boolean }

/** True for a process that was told to end and still answers. */
export const isStopping = () => shared.rekeyEnding === true

/** From now on this process is not ready, and load balancers are to turn away from it. */
export function beginEnding(): void {
  shared.rekeyEnding = true
}
