'use client'
import { useState } from 'react'

/** A line to paste into a shell; `what` names it for screen readers, because the page has many. */
export function CopiedLine({ children, what }: { children: string; what: string }) {
  const [said, say] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(children).then(
      () => say('Copied.'),
      () => say('Your browser didn’t allow it. Select the text and copy it.'),
    )
  return (
    <>
      <pre>{children}</pre>
      <p className="copy">
        <button type="button" onClick={copy}>
          Copy<span className="unseen"> {what}</span>
        </button>{' '}
        <span role="status">{said}</span>
      </p>
    </>
  )
}
