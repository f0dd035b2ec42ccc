import type { Instrumentation } from 'next'

/** Runs once per server process, before the first request is answered. */
export async function register(): Promise<void> {
  // The condition stands around the imports, so that no bundle for another runtime holds them.
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build') {
    // First of all: requests that come while the rest is under way wait for it, but must be marked when they come.
    const { markRequests } = await import('./app/_http/mark-requests')
    markRequests()
    const { guardServer } = await import('./app/_http/guard-server')
    guardServer()
    const { sendHeadWithBody } = await import('./app/_http/head-with-body')
    sendHeadWithBody()
    await (await import('./lib/start')).start()
    const { countRequests } = await import('./app/_http/count-requests')
    countRequests()
  }
}

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('./app/_http/log-request-error')
    logRequestError(error, request)
  }
}
