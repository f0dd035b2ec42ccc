import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { answerUnavailable, currentExchange } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import { isUnavailable } from '@/lib/unavailable'
import { faultyPage } from './faulty-page'
import { PageTitle } from './page-title'

type Page<P> = (props: P) => Promise<ReactNode>

/** The page, or an explanation of why it cannot be shown: Next's own error page would be blank without script. */
export function orUnavailablePage<P>(page: Page<P>): Page<P> {
  return async (props) => {
    try {
      return await page(props)
    } catch (error) {
      // Redirects are thrown as well.
      unstable_rethrow(error)
      return isUnavailable(error) ? unavailable(error) : faultyPage(error)
    }
  }
}

function unavailable(error: Error & { retryAfterSeconds: number }): ReactNode {
  log().warn({ event: 'unavailable', ...describeError(error) })
  answerUnavailable(error.retryAfterSeconds)
  return <UnavailablePage />
}

/** The same for a page whose operation has refused with `unavailable`. */
export function UnavailablePage() {
  // Rendering may fail after the form was processed, and then something may have changed.
  const acted = currentExchange()?.acted
  return (
    <section className="card">
      <PageTitle>Temporarily unavailable</PageTitle>
      <h1>We’re temporarily unavailable</h1>
      <p>Please try again in a moment.</p>
      {!acted && <p>Nothing was changed.</p>}
      <p className="aside">
        <a href="/">Go to the home page</a>
      </p>
    </section>
  )
}
