'use client'
import { useSyncExternalStore } from 'react'
import { type Ahead, relativeTime, timeAhead } from './relative-time'

const MINUTE_MS = 60_000

type Props = { at: string; ahead?: Ahead; children: string }

/** How long ago it was, or when it will be, with the reader's date and time as the title; without script, and until it runs, the server's `children`. */
export function LocalTime({ at, ahead, children }: Props) {
  const now = useSyncExternalStore(
    everyMinute,
    () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS,
    () => 0,
  )
  if (!now) return <time dateTime={at}>{children}</time>
  const then = new Date(at)
  return (
    <time dateTime={at} title={then.toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'long' })}>
      {ahead ? timeAhead(then, now, ahead) : relativeTime(then, now)}
    </time>
  )
}

function everyMinute(changed: () => void) {
  const timer = setInterval(changed, MINUTE_MS)
  return () => clearInterval(timer)
}
