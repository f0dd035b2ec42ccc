import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { PageTitle } from '@/app/_ui/page-title'
import { config } from '@/lib/config'
import { ForgotPasswordForm } from './form'
import { ResetEmailSent } from './reset-email-sent'

export default async function ForgotPasswordPage({ searchParams }: PageProps<'/forgot-password'>) {
  const sent = (await searchParams).sent !== undefined
  const email = await rememberedEmail()
  return (
    <section className="card">
      {sent ? (
        <>
          <PageTitle>Check your email</PageTitle>
          <ResetEmailSent email={email} />
        </>
      ) : (
        <>
          <h1>Forgot your password?</h1>
          <p>Enter your email and we’ll send you a link to choose a new password.</p>
          <ForgotPasswordForm site={config().APP_NAME} title="Forgot password" email={email} />
        </>
      )}
      <p className="aside">
        Remembered it? <a href="/login">Log in</a>
      </p>
    </section>
  )
}
