import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { PageTitle } from '@/app/_ui/page-title'
import { config } from '@/lib/config'
import { ForgotPasswordForm } from './form'
import { ResetEmailSent } from './reset-email-sent'

export default async function ForgotPasswordPage({ searchParams }: PageProps<'/forgot-password'>) {
  const params = await searchParams
  const next = safePath(params.next)
  const email = await rememberedEmail()
  return (
    <section className="card">
      {params.sent !== undefined ? (
        <>
          <PageTitle>Check your email</PageTitle>
          <ResetEmailSent email={email} next={next} />
        </>
      ) : (
        <>
          <h1>Forgot your password?</h1>
          <p>Enter your email and we’ll send you a link to choose a new password.</p>
          <ForgotPasswordForm site={config().APP_NAME} title="Forgot password" next={next} email={email} />
        </>
      )}
      <p className="aside">
        Remembered it? <a href={withNext('/login', next)}>Log in</a>
      </p>
    </section>
  )
}
