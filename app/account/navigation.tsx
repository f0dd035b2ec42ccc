'use client'
import { usePathname } from 'next/navigation'

const pages = [
  ['/account', 'Profile'],
  ['/account/password', 'Password'],
  ['/account/email', 'Email'],
  ['/account/sessions', 'Sessions'],
  ['/account/activity', 'Activity'],
  ['/account/delete', 'Data'],
] as const

/** A client component only because a layout does not know which page it shows. */
export function AccountNavigation() {
  const here = usePathname()
  return (
    <nav aria-label="Account">
      <ul>
        {pages.map(([path, name]) => (
          <li key={path}>
            <a href={path} aria-current={path === here ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
