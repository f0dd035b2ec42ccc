import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { answerUnavailable, currentExchange } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import { failures } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import { faultyPage } from './faulty-page'
import { PageTitle } from './page-title'

type Page<P> = (props: P) => Promise<ReactNode>

/** The page, or words that say why it cannot be shown; an error page of Next's would be blank without script. */
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

/** The same for a page whose operation has said it. */
export function UnavailablePage() {
  // The page that shows a form again may fail after the form was taken.
  const acted = currentExchange()?.acted
  return (
    <section className="card">
      <PageTitle>Please try again</PageTitle>
      <h1>Please try again in a moment</h1>
      <p>
        {failures.unavailable.title}
        {!acted && ' Nothing was changed.'}
      </p>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
