import type { ReactNode } from 'react'
import { config } from '@/lib/config'
import { answerFaulty } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import { PageTitle } from './page-title'

/** Development shows faults in its own way, and what no request has asked for must not be kept as a page. */
export function faultyPage(error: unknown): ReactNode {
  const exchange = config().production ? answerFaulty() : undefined
  if (!exchange) throw error
  const { requestId } = exchange
  log().error({ event: 'unexpected', request: requestId, ...describeError(error) })
  return (
    <section className="card">
      <PageTitle>Something went wrong</PageTitle>
      <h1>Something went wrong on our side</h1>
      <p>It has been written down for us. Please try again in a moment.</p>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
