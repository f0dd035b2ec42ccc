import type { Metadata } from 'next'
import { PageTitle } from './_ui/page-title'

/** Next says "noindex" of it by itself. */
export const metadata: Metadata = { robots: null }

export default function NotFound() {
  return (
    <section className="card">
      <PageTitle>Not found</PageTitle>
      <h1>There is nothing here</h1>
      <p>The address may be misspelt, or the page has moved.</p>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
