// On globalThis, since Next loads the start and the routes in module graphs of their own.
const shared = globalThis as typeof globalThis & { rekeyEnding?: boolean }

/** True for a process that was told to end and still answers. */
export const isEnding = () => shared.rekeyEnding === true

/**
 * Lets a process that is told to end (SIGTERM) go on for so many seconds, not ready, before it closes its port: what a
 * load balancer sends in that very moment is reset unanswered, so it has to have turned away before.
 */
export function endAfter(seconds: number): void {
  // Next's own, which closes the port at once.
  const closing = process.listeners('SIGTERM')
  process.removeAllListeners('SIGTERM')
  process.on('SIGTERM', (signal) => {
    if (isEnding()) return
    shared.rekeyEnding = true
    setTimeout(() => {
      for (const close of closing) close(signal)
    }, seconds * 1000)
  })
}
