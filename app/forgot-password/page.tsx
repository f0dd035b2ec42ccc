import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { PageTitle } from '@/app/_ui/page-title'
import { config } from '@/lib/config'
import { ForgotPasswordForm } from './form'
import { ResetEmailSent } from './reset-email-sent'

export default async function ForgotPasswordPage({ searchParams }: PageProps<'/forgot-password'>) {
  const sent = (await searchParams).sent !== undefined
  const address = await rememberedEmail()
  return (
    <section className="card">
      {sent ? (
        <>
          <PageTitle>Check your mail</PageTitle>
          <ResetEmailSent address={address} />
        </>
      ) : (
        <>
          <h1>Forgot your password?</h1>
          <p>Tell us your address and we will mail you a link to set a new one.</p>
          <ForgotPasswordForm site={config().APP_NAME} title="Forgot password" email={address} />
        </>
      )}
      <p className="aside">
        Remembered it? <a href="/login">Log in</a>
      </p>
    </section>
  )
}
