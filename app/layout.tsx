import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { config } from '@/lib/config'
import { BrandFooter } from './_ui/brand-footer'
import { BrandMark } from './_ui/brand-mark'
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
  const { stylesheet } = config().brand
  return (
    <html lang="en">
      {stylesheet && (
        <head>
          <link rel="stylesheet" href={stylesheet} />
        </head>
      )}
      <body>
        <SkipLink />
        <header>
          <a className="brand" href="/">
            <BrandMark />
          </a>
        </header>
        <main>{children}</main>
        <BrandFooter />
      </body>
    </html>
  )
}
