'use client'

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <section className="card">
      <title>Something went wrong</title>
      <h1>Something went wrong on our side</h1>
      <p>It has been written down for us. Please try again in a moment.</p>
      <button type="button" className="main" onClick={reset}>
        Try again
      </button>
      <p className="aside">
        <a href="/">To the start page</a>
      </p>
    </section>
  )
}
