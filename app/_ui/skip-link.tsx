'use client'
import { useSelectedLayoutSegment } from 'next/navigation'

/**
 * Comes before everything else on pages of the account and the console, whose navigation would otherwise take many presses of the
 * Tab key. Not by the path, so that to strangers a URL of the console has the bytes of an unknown one.
 */
export function SkipLink() {
  const part = useSelectedLayoutSegment()
  if (part !== 'account' && part !== 'staff') return null
  return (
    <a className="skip" href="#content">
      Skip to main content
    </a>
  )
}
