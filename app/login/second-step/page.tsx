import { redirect } from 'next/navigation'
import { loginToken } from '@/app/_http/cookies/login-cookie'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import type { SecondStepMethod } from '@/lib/factors/methods'
import { pendingLogin } from '@/lib/two-step/pending-login'
import { cancelLoginAction } from './action'
import { SecondStepForm } from './form'
import { NoWayLeft } from './no-way-left'
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
  return (
    <section className="card">
      {login.methods.length === 0 ? (
        <NoWayLeft email={login.user.email} suspended={login.suspended} />
      ) : (
        <SecondStep login={login} asks={asksFor(login.methods, asked.with)} next={next} />
      )}
      <div className="ways-out">
        <ButtonForm action={cancelLoginAction}>
          <input type="hidden" name="next" value={next} />
          <button type="submit">Log in as someone else</button>
        </ButtonForm>
      </div>
    </section>
  )
})

type Login = NonNullable<Awaited<ReturnType<typeof pendingLogin>>>

function SecondStep({ login, asks, next }: { login: Login; asks: SecondStepMethod; next: string }) {
  return (
    <>
      <h1>{titles[asks]}</h1>
      <p>
        You’re logging in as <strong>{login.user.email}</strong>.
      </p>
      <SecondStepForm
        site={config().APP_NAME}
        title={titles[asks]}
        next={next}
        asks={asks}
        passkey={login.methods.includes('passkey')}
        days={config().REMEMBER_BROWSER_DAYS}
      />
      <OtherWay asks={asks} methods={login.methods} next={next} />
      <NoneOfThese />
    </>
  )
}

/** What the page asks for; beside a code, it also offers a passkey. */
function asksFor(methods: SecondStepMethod[], wanted: unknown): SecondStepMethod {
  if (wanted === WITH_RECOVERY_CODE) return WITH_RECOVERY_CODE
  const usual = ['authenticator-app', 'passkey', WITH_RECOVERY_CODE] as const
  return usual.find((method) => methods.includes(method)) ?? 'authenticator-app'
}

const titles: Record<SecondStepMethod, string> = {
  'authenticator-app': 'Enter your code',
  passkey: 'Use your passkey',
  'recovery-code': 'Use a recovery code',
}

function OtherWay({ asks, methods, next }: { asks: SecondStepMethod; methods: SecondStepMethod[]; next: string }) {
  if (asks !== WITH_RECOVERY_CODE && !methods.includes(WITH_RECOVERY_CODE)) return null
  const usual = asksFor(methods, undefined)
  // The account has nothing else, for example because its passkeys were made for another domain.
  if (usual === WITH_RECOVERY_CODE) return null
  const back = usual === 'passkey' ? 'Use a passkey' : 'Use your authenticator app'
  return (
    <p className="aside">
      {asks === WITH_RECOVERY_CODE ? (
        <a href={withNext(PAGE, next)}>{back}</a>
      ) : (
        <a href={withNext(`${PAGE}?with=${WITH_RECOVERY_CODE}`, next)}>Use a recovery code</a>
      )}
    </p>
  )
}
