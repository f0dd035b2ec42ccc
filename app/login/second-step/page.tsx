import { redirect } from 'next/navigation'
import { loginToken } from '@/app/_http/cookies/login-cookie'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { ButtonForm } from '@/app/_ui/button-form'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { pendingLogin } from '@/lib/two-step/pending-login'
import { cancelLoginAction } from './action'
import { SecondStepForm } from './form'
import { NoneOfThese } from './none-of-these'
import { pathOfEndedLogin } from './ways-back'

const PAGE = '/login/second-step'
const WITH_RECOVERY_CODE = 'recovery-code'

/** The step of a login that follows the password. A login that waits for it is known by its cookie alone. */
export default orUnavailablePage(async function SecondStepPage({ searchParams }: PageProps<typeof PAGE>) {
  const asked = await searchParams
  const next = safePath(asked.next)
  const token = await loginToken()
  const login = token ? await pendingLogin(token, 'browser') : undefined
  if (!login) redirect((await pathOfEndedLogin(next)) as '/login')
  const recovery = asked.with === WITH_RECOVERY_CODE
  const title = recovery ? 'Use a recovery code' : 'Enter your code'
  return (
    <section className="card">
      <h1>{title}</h1>
      <p>
        You’re logging in as <strong>{login.user.email}</strong>.
      </p>
      <SecondStepForm site={config().APP_NAME} title={title} next={next} recovery={recovery} />
      {recovery ? (
        <p className="aside">
          <a href={withNext(PAGE, next)}>Use your authenticator app</a>
        </p>
      ) : (
        login.methods.includes(WITH_RECOVERY_CODE) && (
          <p className="aside">
            <a href={withNext(`${PAGE}?with=${WITH_RECOVERY_CODE}`, next)}>Use a recovery code</a>
          </p>
        )
      )}
      <NoneOfThese />
      <div className="ways-out">
        <ButtonForm action={cancelLoginAction}>
          <input type="hidden" name="next" value={next} />
          <button type="submit">Log in as someone else</button>
        </ButtonForm>
      </div>
    </section>
  )
})
