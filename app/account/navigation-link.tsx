'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** A client component only because a layout does not know which page it shows. */
export function NavigationLink({ to, children }: { to: string; children: ReactNode }) {
  const path = usePathname()
  // Every page of the account is below /account, which is the page of the profile.
  const isWithin = to !== '/account' && path.startsWith(`${to}/`)
  return (
    <a href={to} aria-current={path === to ? 'page' : isWithin || undefined}>
      {children}
    </a>
  )
}
