'use client'

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  // Without a digest it is no fault of the server's; what an action was refused for, its form says.
  const ours = error.digest !== undefined
  return (
    <section className="card">
      <title>{ours ? 'Something went wrong' : 'This page stopped'}</title>
      <h1>{ours ? 'Something went wrong on our side' : 'This page stopped working'}</h1>
      <p>{ours && 'It has been written down for us. '}Please try again in a moment.</p>
      <button type="button" className="main" onClick={() => location.reload()}>
        Try again
      </button>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
