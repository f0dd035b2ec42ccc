'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** A client component only because a layout does not know which page it shows. */
export function NavigationLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <a href={to} aria-current={usePathname() === to ? 'page' : undefined}>
      {children}
    </a>
  )
}
