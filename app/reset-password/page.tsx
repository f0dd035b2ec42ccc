import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { DeadResetLink } from './dead-reset-link'
import { ResetPasswordForm } from './form'

/** Says whether the link works before anybody types. The token is in a cookie: server/steps/pages/open-page.ts took it out of the URL. */
export default orUnavailablePage(async function ResetPasswordPage() {
  const token = await tokenOfOpenedLink('/reset-password')
  const link = await readResetLink(token)
  const site = config().APP_NAME
  if (link.state !== 'good') {
    return <DeadResetLink site={site} state={token ? link.state : 'no-link'} email={await rememberedEmail()} />
  }
  return (
    <section className="card">
      <h1>Choose a new password</h1>
      <p>
        This changes the password of <strong>{link.user.email}</strong> and logs out every device.
      </p>
      <ResetPasswordForm site={site} link={link.id} email={link.user.email} />
    </section>
  )
})
