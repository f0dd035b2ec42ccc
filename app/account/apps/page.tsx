import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { nothingThere } from '@/app/_ui/nothing-there'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { publicApps } from '@/lib/apps/list-apps'
import { config } from '@/lib/config'
import { AppItem } from './app-item'

const notices = { removed: 'That app no longer has access to your account.' }

export default orUnavailablePage(async function AppsPage({ searchParams }: PageProps<'/account/apps'>) {
  if (!config().PROVIDER) return nothingThere()
  const { user } = await loggedInSession('/account/apps')
  const apps = await publicApps(user.id)
  const params = await searchParams
  return (
    <section className="card">
      <PageTitle>Apps</PageTitle>
      <h1>Apps that use your account</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices)}</Notice>
      {apps.length === 0 && <p>No app uses your account. Apps appear here after you log in to them.</p>}
      <ul className="rows">
        {apps.map((app) => (
          <AppItem key={app.id} app={app} />
        ))}
      </ul>
      {apps.length > 0 && (
        <p className="aside">
          Without access, an app can no longer read your account. If it supports this, you’re logged out of it, too. It
          keeps what it has already read, and you can log in to it again at any time.
        </p>
      )}
    </section>
  )
})
