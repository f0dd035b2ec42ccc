import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { publicSessions } from '@/lib/sessions/list-sessions'
import { revokeOtherSessionsAction } from './action'
import { SessionItem } from './session-item'

const notices = { ended: 'That device was logged out.', 'others-ended': 'All other devices were logged out.' }

export default orUnavailablePage(async function SessionsPage({ searchParams }: PageProps<'/account/sessions'>) {
  const { id, user } = await loggedInSession('/account/sessions', { whileRequired: true })
  const sessions = await publicSessions(user.id, id)
  const others = sessions.filter(({ current }) => !current)
  const params = await searchParams
  return (
    <section className="card">
      <PageTitle>Sessions</PageTitle>
      <h1>Where you’re logged in</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices)}</Notice>
      <ul className="rows">
        {[...sessions.filter(({ current }) => current), ...others].map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <ButtonForm action={revokeOtherSessionsAction}>
            <button type="submit" className="main">
              Log out other devices
            </button>
          </ButtonForm>
          <p className="aside">
            Don’t recognize one? Log it out, then <a href="/account/password">change your password</a>.
          </p>
        </>
      )}
    </section>
  )
})
