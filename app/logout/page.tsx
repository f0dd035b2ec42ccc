import { redirect } from 'next/navigation'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { GoOn } from '@/app/_ui/go-on'
import { nothingThere } from '@/app/_ui/nothing-there'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { asQuery, urlAfterLogout } from '@/lib/provider/logout/logout-target'
import { visible } from '@/lib/rules/visible-text'
import { logOutAction, stayLoggedInAction } from './action'

/** Asks whether to log out here too, when an app logs someone out without proving that it is this session. */
export default orUnavailablePage(async function LogoutPage({ searchParams }: PageProps<'/logout'>) {
  if (!config().PROVIDER) return nothingThere()
  // Imported here, so that nothing of the provider is loaded while PROVIDER is off.
  const { readLogoutTarget } = await import('@/lib/provider/logout/read-logout-target')
  const asked = await searchParams
  const target = await readLogoutTarget(asked)
  const url = urlAfterLogout(target)
  if (asked.go !== undefined) return <GoOn to={url} />
  const user = await loggedInUser()
  if (!user) redirect(url as '/')
  return (
    <section className="card">
      <PageTitle>Log out</PageTitle>
      <h1>Log out of {config().APP_NAME} too?</h1>
      <p>
        You’re logged in as <bdi>{visible(`${user.first_name} ${user.last_name}`)}</bdi> (<strong>{user.email}</strong>
        ). If you log out here, you’re also logged out of the apps that you entered from this browser.
      </p>
      {target.uri && (
        <p>
          Either way, you’ll go back to <strong>{target.name}</strong>.
        </p>
      )}
      <div className="ways-out">
        <ButtonForm action={logOutAction}>
          <input type="hidden" name="target" value={asQuery(target)} />
          <button type="submit" className="main">
            Log out
          </button>
        </ButtonForm>
        <ButtonForm action={stayLoggedInAction}>
          <input type="hidden" name="target" value={asQuery(target)} />
          <button type="submit">Stay logged in</button>
        </ButtonForm>
      </div>
    </section>
  )
})
