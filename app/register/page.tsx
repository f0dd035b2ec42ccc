import { redirect } from 'next/navigation'
import { rememberedAddress } from '@/app/_http/cookies/email-cookie'
import { signedInUser } from '@/app/_http/cookies/session-cookie'
import { orTryAgain } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { RegisterForm } from './form'
import { RegistrationClosed } from './registration-closed'
import { MailSent } from './registration-email-sent'

export default orTryAgain(async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  if (await signedInUser()) redirect('/account')
  const { APP_NAME, REGISTRATION } = config()
  if (REGISTRATION === 'closed') return <RegistrationClosed />
  if ((await searchParams).sent !== undefined) return <MailSent address={await rememberedAddress()} />
  return (
    <section className="card">
      <h1>Create your account</h1>
      <RegisterForm site={APP_NAME} />
      <p className="aside">
        Already have one? <a href="/login">Log in</a>
      </p>
    </section>
  )
})
