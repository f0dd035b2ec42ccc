import { redirect } from 'next/navigation'
import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { pathAfterForm } from '@/app/_http/form/app-login-path'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { Agreement } from '@/app/_ui/fields/agreement'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { RegisterForm } from './form'
import { RegistrationClosed } from './registration-closed'
import { RegistrationEmailSent } from './registration-email-sent'

export default orUnavailablePage(async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  const params = await searchParams
  const next = safePath(params.next)
  if (await loggedInUser()) redirect(pathAfterForm(next) as '/account')
  const { APP_NAME, REGISTRATION, PHONE_NUMBER } = config()
  if (REGISTRATION === 'closed') return <RegistrationClosed next={next} />
  if (params.sent !== undefined) return <RegistrationEmailSent email={await rememberedEmail()} next={next} />
  return (
    <section className="card">
      <h1>Create your account</h1>
      <RegisterForm site={APP_NAME} next={next} phoneNumber={PHONE_NUMBER} />
      <Agreement />
      <p className="aside">
        Already have an account? <a href={withNext('/login', next)}>Log in</a>
      </p>
    </section>
  )
})
