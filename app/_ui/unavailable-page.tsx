import type { ReactNode } from 'react'
import { answerUnavailable } from '@/lib/exchange'
import { describeError, log } from '@/lib/log'
import { failures } from '@/lib/result'
import { isUnavailable } from '@/lib/unavailable'
import { PageTitle } from './page-title'

type Page<P> = (props: P) => Promise<ReactNode>

/** The page, or a word that says when the database is away; an error page of Next's would be blank without script. */
export function orUnavailablePage<P>(page: Page<P>): Page<P> {
  return async (props) => {
    try {
      return await page(props)
    } catch (error) {
      if (!isUnavailable(error)) throw error
      log().warn({ event: 'unavailable', ...describeError(error) })
      answerUnavailable(error.retryAfterSeconds)
      return <UnavailablePage />
    }
  }
}

/** The same for a page whose operation has said it. */
export function UnavailablePage() {
  return (
    <section className="card">
      <PageTitle>Please try again</PageTitle>
      <h1>Please try again in a moment</h1>
      <p>{failures.unavailable.title} Nothing was changed.</p>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
