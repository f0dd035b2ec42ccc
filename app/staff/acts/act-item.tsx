import { factsInWords } from '@/lib/operator/acts/act-facts'
import { actTitle } from '@/lib/operator/acts/act-names'
import type { OperatorsAct } from '@/lib/operator/acts/list-acts'
import { type FailureCode, failures, titleOf } from '@/lib/result'
import { visible } from '@/lib/rules/visible-text'
import { Who } from '../_ui/who'
import type { Members } from './members'

type Props = { act: OperatorsAct; members: Members; zone: string }

export function ActItem({ act, members, zone }: Props) {
  const { at, code, user_id, reason } = act
  const facts = factsInWords(act.facts)
  return (
    <tr>
      <th scope="row">
        <time dateTime={at}>{timeIn(zone, at)}</time>
      </th>
      <td data-label="Who">
        <Who by={act} name={members.get(act.operator)} />
      </td>
      <td data-label="What">
        {visible(actTitle(act.act))}
        {code && <span className="refused">Refused: {refusalOf(code)}</span>}
        {facts.length > 0 && <span className="hint">{visible(facts.join(' · '))}</span>}
      </td>
      <td data-label="Account">
        {user_id ? (
          <a className="id" href={`/staff/people/${user_id}`}>
            {user_id}
          </a>
        ) : (
          'None'
        )}
      </td>
      <td data-label="Why">{reason === null ? 'No reason given' : <bdi>{visible(reason)}</bdi>}</td>
    </tr>
  )
}

const timeIn = (timeZone: string, at: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at))

/** A former version may have recorded a code that this one does not know. */
const refusalOf = (code: string) => (Object.hasOwn(failures, code) ? titleOf(code as FailureCode) : code)
