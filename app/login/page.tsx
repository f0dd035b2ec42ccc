import { redirect } from 'next/navigation'
import { rememberedAddress } from '@/app/_http/remembered-address'
import { safePath } from '@/app/_http/safe-path'
import { signedInUser } from '@/app/_http/session-cookie'
import { orTryAgain } from '@/app/_ui/or-try-again'
import { config } from '@/lib/config'
import { LoginForm } from './form'

const notices: Record<string, string> = {
  registered: 'Your account is ready. Log in to open it.',
  'password-reset': 'Your new password is saved, and every other device was logged out. Log in with it.',
  'logged-out': 'You are logged out.',
}

export default orTryAgain(async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next, notice } = await searchParams
  if (await signedInUser()) redirect(safePath(next) as '/account')
  const said = typeof notice === 'string' && Object.hasOwn(notices, notice) ? notices[notice] : undefined
  return (
    <section className="card">
      <h1>Log in</h1>
      <div role="status">{said && <p className="notice">{said}</p>}</div>
      <LoginForm site={config().APP_NAME} next={safePath(next)} email={await rememberedAddress()} />
      <p className="aside">
        <a href="/forgot-password">Forgot your password?</a>
      </p>
      <p className="aside">
        New here? <a href="/register">Create an account</a>
      </p>
    </section>
  )
})
