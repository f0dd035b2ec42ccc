'use client'

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  // Without a digest nothing came from the server: the request never reached it.
  const ours = error.digest !== undefined
  return (
    <section className="card">
      <title>{ours ? 'Something went wrong' : 'Not reached'}</title>
      <h1>{ours ? 'Something went wrong on our side' : 'This site could not be reached'}</h1>
      <p>{ours ? 'It has been written down for us.' : 'Please check your connection.'} Then try again in a moment.</p>
      <button type="button" className="main" onClick={() => location.reload()}>
        Try again
      </button>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
