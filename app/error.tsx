'use client'

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  // Only errors of the server carry a digest; a refused action is explained by its form.
  const ours = error.digest !== undefined
  return (
    <section className="card">
      <title>{ours ? 'Something went wrong' : 'This page stopped working'}</title>
      <h1>{ours ? 'Something went wrong' : 'This page stopped working'}</h1>
      {ours ? <p>We’ve logged the error. Please try again in a moment.</p> : <p>Please try again in a moment.</p>}
      <button type="button" className="main" onClick={() => location.reload()}>
        Reload the page
      </button>
      <p className="aside">
        <a href="/">Go to the home page</a>
      </p>
    </section>
  )
}
