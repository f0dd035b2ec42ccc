import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { config } from '@/lib/config'
import { SkipLink } from './_ui/skip-link'
import './globals.css'
import './forms.css'

export const metadata: Metadata = { robots: { index: false }, referrer: 'strict-origin' }
export const viewport: Viewport = {
  colorScheme: 'light dark',
  // The same as --page in globals.css.
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f7f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1014' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Rendered for each request, because the content security policy of each response has its own nonce.
  await connection()
  return (
    <html lang="en">
      <body>
        <SkipLink />
        <header>
          <a className="brand" href="/">
            <svg aria-hidden="true" viewBox="0 0 24 24" width="22" height="22">
              <circle cx="8" cy="12" r="5" />
              <path d="M13 12h9m-3 0v4m-3.5-4v3" />
            </svg>
            {config().APP_NAME}
          </a>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}
