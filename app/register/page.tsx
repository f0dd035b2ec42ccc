import { redirect } from 'next/navigation'
import { rememberedAddress } from '@/app/_http/remembered-address'
import { signedInUser } from '@/app/_http/session-cookie'
import { orTryAgain } from '@/app/_ui/or-try-again'
import { config } from '@/lib/config'
import { RegistrationClosed } from './closed'
import { RegisterForm } from './form'
import { MailSent } from './mail-sent'

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
