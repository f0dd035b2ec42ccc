'use client'
import { useState } from 'react'

/** Copies a text that is on the page; `what` names it for screen readers. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, say] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('Copied.'),
      () => say('Your browser didn’t allow it. Select the text and copy it.'),
    )
  return (
    <>
      <button type="button" onClick={copy}>
        Copy<span className="unseen"> {what}</span>
      </button>{' '}
      <span role="status">{said}</span>
    </>
  )
}
