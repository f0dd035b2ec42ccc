import type { ReactNode } from 'react'
import { config } from '@/lib/config'

/** What a new account owner agrees to, beside the button that creates the account. */
export function Agreement() {
  const { links } = config().brand
  const terms = links.find(({ id }) => id === 'terms')?.href
  const privacy = links.find(({ id }) => id === 'privacy')?.href
  if (terms && privacy)
    return (
      <p className="aside">
        By creating an account, you agree to the <NewTab href={terms}>Terms</NewTab> and{' '}
        <NewTab href={privacy}>Privacy Policy</NewTab>.
      </p>
    )
  if (terms)
    return (
      <p className="aside">
        By creating an account, you agree to the <NewTab href={terms}>Terms</NewTab>.
      </p>
    )
  if (!privacy) return null
  return (
    <p className="aside">
      By creating an account, you agree to the <NewTab href={privacy}>Privacy Policy</NewTab>.
    </p>
  )
}

/** In a tab of its own, so that nobody loses what they have already typed into the form. */
function NewTab({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {children}
    </a>
  )
}
