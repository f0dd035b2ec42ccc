import { askedAsStaff, turnAway } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { Moment } from '@/app/_ui/times/moment'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { answerForbidden } from '@/lib/exchange'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { visible } from '@/lib/rules/visible-text'
import { ConsolePage } from '../../_ui/console-page'
import { kinds, states } from '../kinds'
import { ServerWords } from '../server-words'
import { retryAction } from './action'
import { timelineOf } from './timeline'
import '../emails.css'

const notices = {
  done: 'The email is sent again now. Reload this page in a moment to see what became of it.',
  untouched: 'The email was not queued again, because it has arrived or is being sent already.',
}

export default orUnavailablePage(async function EmailPage(props: PageProps<'/staff/emails/[id]'>) {
  const [{ id }, params] = [await props.params, await props.searchParams]
  const member = await openStaff(`/staff/emails/${id}`)
  const asked = await askedAsStaff('mail show', { id })
  if (!asked.ok && asked.code === 'staff-account') return <EmailOfStaff member={member} />
  if (!asked.ok) return turnAway(asked)
  const { mail } = asked.value
  return (
    <ConsolePage at="/staff/emails" title={kinds[mail.kind]} member={member}>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices)}</Notice>
      <Facts of={mail} />
      <h2>What became of it</h2>
      <ol className="timeline">
        {timelineOf(mail).map(({ title, at, ahead, says, words }) => (
          <li key={title}>
            <p>
              {title} {at && <Moment at={at} ahead={ahead && 'in'} />}
            </p>
            {words && (
              <p className="words">
                <ServerWords said={{ says, words }} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {canRetry(mail) && (
        <ButtonForm action={retryAction}>
          <input type="hidden" name="id" value={id} />
          <button type="submit">Try again now</button>
        </ButtonForm>
      )}
      <p className="aside">
        <a href="/staff/emails">All emails</a>
      </p>
    </ConsolePage>
  )
})

function EmailOfStaff({ member }: Pick<Parameters<typeof ConsolePage>[0], 'member'>) {
  answerForbidden()
  return (
    <ConsolePage at="/staff/emails" title="An email to staff" member={member}>
      <p>This email went to a member of staff. Ask an admin, who may see it.</p>
      <p className="aside">
        <a href="/staff/emails">All emails</a>
      </p>
    </ConsolePage>
  )
}

const canRetry = ({ state }: OperatorsEmail) => ['failed', 'bounced', 'queued'].includes(state)

function Facts({ of: { to, user_id, state, provider_id } }: { of: OperatorsEmail }) {
  return (
    <dl>
      <dt>To</dt>
      <dd>
        <bdi>{visible(to)}</bdi>
      </dd>
      <dt>Account</dt>
      <dd>{user_id ? <a href={`/staff/people/${user_id}`}>{user_id}</a> : 'None'}</dd>
      <dt>State</dt>
      <dd>{states[state]}</dd>
      {provider_id && (
        <>
          <dt>ID at Resend</dt>
          <dd>
            <bdi>{visible(provider_id)}</bdi>
          </dd>
        </>
      )}
    </dl>
  )
}
