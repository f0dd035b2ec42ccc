import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { config } from '@/lib/config'
import { loggedInUser } from './_http/cookies/session-cookie'
import { PageTitle } from './_ui/page-title'
import { orUnavailablePage } from './_ui/unavailable-page'

export const metadata: Metadata = {
  description: 'One account, safely kept: log in anywhere, and set a new password whenever you need one.',
  robots: { index: true },
}

export default orUnavailablePage(async function HomePage() {
  if (await loggedInUser()) redirect('/account')
  const { APP_NAME, REGISTRATION } = config()
  const open = REGISTRATION !== 'closed'
  return (
    <section className="card">
      <PageTitle>Welcome</PageTitle>
      <h1>{APP_NAME}</h1>
      <p>One account, safely kept: log in anywhere, and set a new password whenever you need one.</p>
      <p className="choice">
        {open && (
          <a className="button main" href="/register">
            Create account
          </a>
        )}
        <a className={open ? 'button' : 'button main'} href="/login">
          Log in
        </a>
      </p>
    </section>
  )
})
