import { askAsStaff } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { Moment } from '@/app/_ui/times/moment'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import type { OperatorsMember } from '@/lib/operator/staff'
import { visible } from '@/lib/rules/visible-text'
import { mayRun } from '@/lib/staff/may-run'
import { ConsolePage } from '../_ui/console-page'
import { OnlyAdmins } from '../_ui/only-admins'

export default orUnavailablePage(async function TeamPage() {
  const member = await openStaff('/staff/team')
  if (!mayRun('staff list', member.role)) return <OnlyAdmins member={member} />
  const { staff } = await askAsStaff('staff list', {})
  return (
    <ConsolePage at="/staff/team" title="Team" member={member}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Two-step login</th>
            <th scope="col">State</th>
            <th scope="col">Added</th>
          </tr>
        </thead>
        <tbody>
          {staff.map((each) => (
            <tr key={each.id}>
              <th scope="row">
                <bdi>{visible(`${each.first_name} ${each.last_name}`)}</bdi>
                <span className="hint">{each.email}</span>
              </th>
              <td data-label="Role">{roles[each.role]}</td>
              <td data-label="Two-step login">{each.two_step ? 'On' : 'Off'}</td>
              <td data-label="State">
                <State of={each} />
              </td>
              <td data-label="Added">
                <Moment at={each.added_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="aside">
        Only the command line can change the team: <code>npx rekey staff --help</code>
      </p>
    </ConsolePage>
  )
})

const roles = { admin: 'Admin', support: 'Support' }

function State({ of: { disabled_at, suspended_at } }: { of: OperatorsMember }) {
  if (disabled_at) return 'Account disabled'
  if (!suspended_at) return 'Can enter'
  return (
    <>
      Suspended since <Moment at={suspended_at} />
    </>
  )
}
