'use client'
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'

const never = () => () => {}

/** Takes the focus when it enters the page. With a new page of the server `autofocus` does that, also without script. */
export function RefusalSummary({ children }: { children: ReactNode }) {
  const fromServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const [cameWithPage] = useState(fromServer)
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // After an action, script changes the page, and React then heeds `autoFocus` only on fields.
    if (!cameWithPage) summary.current?.focus()
  }, [cameWithPage])
  return (
    // biome-ignore lint/a11y/noAutofocus: the answer is a new page, and focus belongs on what went wrong
    <div className="summary" tabIndex={-1} ref={summary} autoFocus>
      {children}
    </div>
  )
}
