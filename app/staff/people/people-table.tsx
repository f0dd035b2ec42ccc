import { Moment } from '@/app/_ui/times/moment'
import type { OperatorsUser } from '@/lib/operator/users/find-user'
import { PersonName } from '../_ui/person-name'
import { State } from './state'

/** Accounts in rows, and below them the way to older ones. Plain links, because a prefetch would count as a look. */
export function PeopleTable({ users, next }: { users: OperatorsUser[]; next?: string }) {
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Name and email</th>
            <th scope="col">State</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <th scope="row">
                <a href={`/staff/people/${user.id}`}>
                  <PersonName of={user} />
                </a>
                <span className="hint">{user.email}</span>
              </th>
              <td data-label="State">
                <State of={user} />
              </td>
              <td data-label="Created">
                <Moment at={user.created_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next && (
        <p className="choice">
          <a className="button" href={next}>
            Next page
          </a>
        </p>
      )}
    </>
  )
}
