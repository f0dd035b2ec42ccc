import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { config } from '@/lib/config'
import { loggedInUser } from './_http/cookies/session-cookie'
import { PageTitle } from './_ui/page-title'
import { orUnavailablePage } from './_ui/unavailable-page'

export function generateMetadata(): Metadata {
  return { description: welcome(), robots: { index: true } }
}

export default orUnavailablePage(async function HomePage() {
  if (await loggedInUser()) redirect('/account')
  const open = config().REGISTRATION !== 'closed'
  return (
    <section className="card">
      <PageTitle>Welcome</PageTitle>
      <h1>Welcome</h1>
      <p>{welcome()}</p>
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

function welcome(): string {
  const { APP_NAME, REGISTRATION } = config()
  return REGISTRATION === 'closed' ? `Log in to ${APP_NAME}.` : `Log in to ${APP_NAME}, or create an account.`
}
