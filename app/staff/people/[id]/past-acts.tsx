import { Moment } from '@/app/_ui/times/moment'
import { actTitle } from '@/lib/operator/acts/act-names'
import type { ActOnUser } from '@/lib/operator/acts/acts-on-user'
import { visible } from '@/lib/rules/visible-text'
import { nameOf } from '../../_ui/person-name'
import { Who } from '../../_ui/who'

/** What operators did with the account, who and why. Looks are left out, because every visit of this page is one. */
export function PastActs({ acts, all }: { acts: ActOnUser[]; all?: string }) {
  return (
    <>
      <h2>What operators did</h2>
      {acts.length === 0 && <p>No operator has changed anything here.</p>}
      {acts.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Act</th>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => (
              <tr key={act.id}>
                <th scope="row">
                  {visible(actTitle(act.act))}
                  {act.code !== null && <span className="hint">Refused</span>}
                </th>
                <td data-label="When">
                  <Moment at={act.at} />
                </td>
                <td data-label="Who">
                  <Who by={act} name={act.member ? nameOf(act.member) : undefined} />
                </td>
                <td data-label="Reason">{act.reason ? <bdi>{visible(act.reason)}</bdi> : 'None given'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {all && (
        <p className="aside">
          <a href={all}>All acts, also who looked at this account</a>
        </p>
      )}
    </>
  )
}
