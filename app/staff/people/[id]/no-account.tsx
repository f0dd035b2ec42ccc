import { Moment } from '@/app/_ui/times/moment'
import { answerForbidden, answerNotFound } from '@/lib/exchange'
import type { ActOnUser } from '@/lib/operator/acts/acts-on-user'
import { visible } from '@/lib/rules/visible-text'
import type { StaffSession } from '@/lib/staff/staff-session'
import { ConsolePage } from '../../_ui/console-page'
import { nameOf } from '../../_ui/person-name'
import { Who } from '../../_ui/who'
import { PastActs } from './past-acts'

type Props = { member: Pick<StaffSession, 'role'> }

const CANCELED = 'users cancel-deletion'
const aboutDeletion = ['users delete', 'users schedule-deletion', CANCELED]

/** Says of a deleted account what the acts still know. For an ID that never was one, the answer is a 404. */
export function NoAccount({ member, acts }: Props & { acts: ActOnUser[] }) {
  if (acts.length === 0) return <NeverThere member={member} />
  const last = acts.find(({ act, code }) => aboutDeletion.includes(act) && code === null)
  const deletion = last?.act === CANCELED ? undefined : last
  return (
    <ConsolePage at="/staff/people" title="Deleted account" member={member}>
      <p>This account was deleted. Nothing of it is left but what operators did with it.</p>
      {deletion ? <Deletion of={deletion} /> : <p>No operator deleted it, so its owner did.</p>}
      <PastActs acts={acts} />
      <BackToSearch />
    </ConsolePage>
  )
}

function Deletion({ of: act }: { of: ActOnUser }) {
  return (
    <dl className="facts">
      <div>
        <dt>{act.act === 'users delete' ? 'Deleted' : 'Deletion scheduled'}</dt>
        <dd>
          <Moment at={act.at} />
        </dd>
      </div>
      <div>
        <dt>By</dt>
        <dd>
          <Who by={act} name={act.member ? nameOf(act.member) : undefined} />
        </dd>
      </div>
      <div>
        <dt>Reason</dt>
        <dd>{act.reason ? <bdi>{visible(act.reason)}</bdi> : 'None given'}</dd>
      </div>
    </dl>
  )
}

function NeverThere({ member }: Props) {
  answerNotFound()
  return (
    <ConsolePage at="/staff/people" title="No such account" member={member}>
      <p>
        No account has this ID. Check it for typos, or search for the email. If its owner deleted the account, nothing
        of it is left.
      </p>
      <BackToSearch />
    </ConsolePage>
  )
}

/** The account of a colleague, about which support can do nothing and see nothing. */
export function NotForSupport({ member }: Props) {
  answerForbidden()
  return (
    <ConsolePage at="/staff/people" title="Account of staff" member={member}>
      <p>This account belongs to a member of staff. Only admins can open it.</p>
      <BackToSearch />
    </ConsolePage>
  )
}

function BackToSearch() {
  return (
    <p className="aside">
      <a href="/staff/people">Search for another account</a>
    </p>
  )
}
