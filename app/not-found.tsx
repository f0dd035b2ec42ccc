import type { Metadata } from 'next'
import { PageTitle } from './_ui/page-title'

/** Next adds "noindex" itself. */
export const metadata: Metadata = { robots: null }

export default function NotFound() {
  return (
    <section className="card">
      <PageTitle>Page not found</PageTitle>
      <h1>Page not found</h1>
      <p>Check the URL for typos. The page may also have moved.</p>
      <p className="aside">
        <a href="/">Go to the home page</a>
      </p>
    </section>
  )
}
