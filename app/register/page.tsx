import { redirect } from 'next/navigation'
import { signedInUser } from '@/app/_http/session-cookie'
import { orTryAgain } from '@/app/_ui/or-try-again'
import { config } from '@/lib/config'
import { RegisterForm } from './form'

export default orTryAgain(async function RegisterPage() {
  if (await signedInUser()) redirect('/account')
  return (
    <section className="card">
      <h1>Create your account</h1>
      <RegisterForm site={config().APP_NAME} />
      <p className="aside">
        Already have one? <a href="/login">Log in</a>
      </p>
    </section>
  )
})
