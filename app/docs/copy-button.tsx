'use client'
import { useState } from 'react'

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, say] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => say('Copied.'),
      () => say('Your browser does not allow it: select the text.'),
    )
  return (
    <p className="copy">
      <button type="button" onClick={copy}>
        Copy<span className="unseen"> {what}</span>
      </button>{' '}
      <span role="status">{said}</span>
    </p>
  )
}
