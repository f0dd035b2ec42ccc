import { askAsStaff } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { Refusal } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { actNames } from '@/lib/operator/acts/act-names'
import { mayRun } from '@/lib/staff/may-run'
import { ConsolePage } from '../_ui/console-page'
import { OnlyAdmins } from '../_ui/only-admins'
import { ActItem } from './act-item'
import { askedIn, faults, hrefOf, inputOf, isFiltered } from './asked'
import { Filters } from './filters'
import { membersOf } from './members'
import './acts.css'

export default orUnavailablePage(async function ActsPage({ searchParams }: PageProps<'/staff/acts'>) {
  const member = await openStaff('/staff/acts')
  if (!mayRun('acts list', member.role)) return <OnlyAdmins member={member} />
  const asked = askedIn(await searchParams, actNames)
  const { acts, next, zone } = await askAsStaff('acts list', inputOf(asked))
  const members = membersOf((await askAsStaff('staff list', {})).staff)
  return (
    <ConsolePage at="/staff/acts" title="Acts" member={member}>
      <p>What operators and staff did, and what they were refused, newest first.</p>
      <Refusal>{asked.faults.map((name) => faults[name]).join(' ') || undefined}</Refusal>
      <details className="aside" open={isFiltered(asked)}>
        <summary>Filter</summary>
        <Filters asked={asked} acts={acts} members={members} />
      </details>
      <p className="hint">Days and times are in {zone}.</p>
      {acts.length === 0 ? (
        <p>No acts.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Account</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => (
              <ActItem key={act.id} act={act} members={members} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
      {(asked.after || next) && (
        <p className="choice">
          {asked.after && (
            <a className="button" href={hrefOf(asked, '')}>
              Newest
            </a>
          )}
          {next && (
            <a className="button" href={hrefOf(asked, next)}>
              Older
            </a>
          )}
        </p>
      )}
    </ConsolePage>
  )
})
