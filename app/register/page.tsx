import { redirect } from 'next/navigation'
import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { Agreement } from '@/app/_ui/agreement'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { RegisterForm } from './form'
import { RegistrationClosed } from './registration-closed'
import { RegistrationEmailSent } from './registration-email-sent'

export default orUnavailablePage(async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  if (await loggedInUser()) redirect('/account')
  const { APP_NAME, REGISTRATION, PHONE_NUMBER } = config()
  if (REGISTRATION === 'closed') return <RegistrationClosed />
  if ((await searchParams).sent !== undefined) return <RegistrationEmailSent email={await rememberedEmail()} />
  return (
    <section className="card">
      <h1>Create your account</h1>
      <RegisterForm site={APP_NAME} phoneNumber={PHONE_NUMBER} />
      <Agreement />
      <p className="aside">
        Already have an account? <a href="/login">Log in</a>
      </p>
    </section>
  )
})
