import type { ReactNode } from 'react'
import { config } from '@/lib/config'
import { answerFaulty } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import { PageTitle } from './page-title'

/** In development Next shows errors itself, and outside a request no error page must be rendered that could be cached. */
export function faultyPage(error: unknown): ReactNode {
  const exchange = config().production ? answerFaulty() : undefined
  if (!exchange) throw error
  const { requestId } = exchange
  log().error({ event: 'unexpected', request: requestId, ...describeError(error) })
  return (
    <section className="card">
      <PageTitle>Something went wrong</PageTitle>
      <h1>Something went wrong</h1>
      <p>We’ve logged the error ({requestId}). Please try again in a moment.</p>
      <p className="aside">
        <a href="/">Go to the home page</a>
      </p>
    </section>
  )
}
