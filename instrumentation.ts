import type { Instrumentation } from 'next'

/** Runs once per process that serves; server/main.ts has started everything else by itself. */
export async function register(): Promise<void> {
  // The condition stands around the imports, so that no bundle for another runtime holds them.
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build') {
    const { isOurServer } = await import('./lib/started')
    if (isOurServer()) return
    process.stderr.write('Start Rekey with `npm start` or `npm run dev`: Next alone would serve it unguarded.\n')
    // Not thrown: Next would go on listening.
    process.exit(1)
  }
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('./app/_http/request/log-request-error')
    logRequestError(error, request)
  }
}
