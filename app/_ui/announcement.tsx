'use client'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'

const LATER_MS = 100
const never = () => () => {}

/** Text for a live region. Text that comes with the page is shown at once, also without script; later text after a moment. */
export function Announcement({ icon, children }: { icon: ReactNode; children: string }) {
  const fromServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const [spoken, speak] = useState(fromServer)
  useEffect(() => {
    // Screen readers do not announce a region that enters the page together with its text.
    const timer = setTimeout(() => speak(true), LATER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!spoken) return null
  return (
    <p className="notice">
      {icon}
      <span>{children}</span>
    </p>
  )
}
