'use client'
import { usePathname } from 'next/navigation'

/** Comes before everything else on pages of the account, whose navigation would otherwise take many presses of the Tab key. */
export function SkipLink() {
  if (!usePathname().startsWith('/account')) return null
  return (
    <a className="skip" href="#content">
      Skip to main content
    </a>
  )
}
