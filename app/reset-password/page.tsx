import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { DeadResetLink } from './dead-reset-link'
import { ResetPasswordForm } from './form'

/** Says what the link is good for before anything is typed. The token is in a cookie: server/steps/open-page.ts took it out of the URL. */
export default orUnavailablePage(async function ResetPasswordPage() {
  const token = await tokenOfOpenedLink('/reset-password')
  const link = await readResetLink(token)
  const site = config().APP_NAME
  if (link.state !== 'good') {
    return <DeadResetLink site={site} state={token ? link.state : 'no-link'} address={await rememberedEmail()} />
  }
  return (
    <section className="card">
      <h1>Choose a new password</h1>
      <p>
        For <strong>{link.user.email}</strong>. Every device that is logged in now will be logged out.
      </p>
      <ResetPasswordForm site={site} link={link.id} email={link.user.email} />
    </section>
  )
})
