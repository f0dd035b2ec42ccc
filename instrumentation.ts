import type { Instrumentation } from 'next'

/** Runs once in each server process. server/main.ts starts everything else. */
export async function register(): Promise<void> {
  // The imports are inside the condition, so that bundles for other runtimes do not contain them.
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build') {
    const { isOurServer } = await import('./lib/process/started')
    if (isOurServer()) return
    process.stderr.write('Start Rekey with `npm start` or `npm run dev`: Next alone would serve it unguarded.\n')
    // Not thrown, because Next would keep listening.
    process.exit(1)
  }
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('./app/_http/request/log-request-error')
    logRequestError(error, request)
  }
}
