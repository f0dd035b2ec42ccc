'use client'
import { useSyncExternalStore } from 'react'
import { relativeTime } from './relative-time'

const MINUTE_MS = 60_000

/** How long ago it was, or when it will be, with the reader's date and time as the title; without script, and until it runs, the server's `children`. */
export function LocalTime({ at, children }: { at: string; children: string }) {
  const now = useSyncExternalStore(
    everyMinute,
    () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS,
    () => 0,
  )
  if (!now) return <time dateTime={at}>{children}</time>
  const then = new Date(at)
  return (
    <time dateTime={at} title={then.toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'long' })}>
      {relativeTime(then, now)}
    </time>
  )
}

function everyMinute(changed: () => void) {
  const timer = setInterval(changed, MINUTE_MS)
  return () => clearInterval(timer)
}
