import { rememberedAddress } from '@/app/_http/remembered-address'
import { mailedToken } from '@/app/_http/reset-cookie'
import { orTryAgain } from '@/app/_ui/or-try-again'
import { config } from '@/lib/config'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { DeadLink } from './dead-link'
import { ResetPasswordForm } from './form'

/** Says what the link is good for before anything is typed. The token is in a cookie: proxy.ts took it out of the URL. */
export default orTryAgain(async function ResetPasswordPage() {
  const token = await mailedToken()
  const link = await readResetLink(token ?? '')
  const site = config().APP_NAME
  return (
    <section className="card">
      {link.state === 'good' ? (
        <>
          <h1>Choose a new password</h1>
          <p>
            For <strong>{link.user.email}</strong>. Every device that is logged in now will be logged out.
          </p>
          <ResetPasswordForm site={site} link={link.id} email={link.user.email} />
        </>
      ) : (
        <DeadLink site={site} state={token ? link.state : 'no-link'} address={await rememberedAddress()} />
      )}
    </section>
  )
})
