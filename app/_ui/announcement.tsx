'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'

const LATER_MS = 100
const never = () => () => {}

/** Words for a live region: those that come with the page are there at once, without script too; others a moment after it. */
export function Announcement({ children }: { children: string }) {
  const fromServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const [spoken, speak] = useState(fromServer)
  useEffect(() => {
    // A region that enters the page together with its words is not read out.
    const timer = setTimeout(() => speak(true), LATER_MS)
    return () => clearTimeout(timer)
  }, [])
  return spoken ? <p className="notice">{children}</p> : null
}
