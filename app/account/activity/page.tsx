import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { callerFrom } from '@/app/_http/request/caller'
import { PageTitle } from '@/app/_ui/page-title'
import { Moment } from '@/app/_ui/times/moment'
import { orUnavailablePage, UnavailablePage } from '@/app/_ui/unavailable-page'
import { listActivity } from '@/lib/activity/list-activity'
import { EventIcon } from './event-icon'

export default orUnavailablePage(async function ActivityPage({ searchParams }: PageProps<'/account/activity'>) {
  await loggedInSession('/account/activity')
  const { before } = await searchParams
  const result = await listActivity({ before }, callerFrom(await headers(), 'browser'))
  if (!result.ok && result.code === 'unavailable') return <UnavailablePage />
  // The cursor is not valid, or the session has just ended.
  if (!result.ok) redirect('/account/activity')
  const { events, next } = result.value
  return (
    <section className="card">
      <PageTitle>Activity</PageTitle>
      <h1>Recent activity</h1>
      <ol className="rows">
        {events.map(({ id, type, description, at, ip, device }) => (
          <li key={id}>
            <EventIcon type={type} />
            <div>
              <p className="first">{description}</p>
              <p className="hint">
                <Moment at={at} />
                {device && ` · ${device}`}
                {ip && ` · IP\u00a0${ip}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
      {events.length === 0 && <p>No older activity.</p>}
      {(before !== undefined || next) && (
        <p className="choice">
          {before !== undefined && (
            <a className="button" href="/account/activity">
              Newest
            </a>
          )}
          {next && (
            <a className="button" href={`/account/activity?before=${next}`}>
              Older
            </a>
          )}
        </p>
      )}
    </section>
  )
})
