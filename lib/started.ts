// On globalThis, since the server and Next's instrumentation are module graphs of their own.
const shared = globalThis as typeof globalThis & { rekeyServer?: boolean }

/** Says that this process is a server of ours. */
export function claimProcess(): void {
  shared.rekeyServer = true
}

/** False where somebody else runs Next, such as `next start`: without our pipeline nothing guards the pages. */
export const isOurServer = () => shared.rekeyServer === true
