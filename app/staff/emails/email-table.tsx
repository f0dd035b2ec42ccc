import { Moment } from '@/app/_ui/moment'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { visible } from '@/lib/rules/visible-text'
import { kinds, states } from './kinds'

export function EmailTable({ mails }: { mails: OperatorsEmail[] }) {
  if (mails.length === 0) return <p>No emails.</p>
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">Email</th>
          <th scope="col">To</th>
          <th scope="col">State</th>
          <th scope="col">Queued</th>
          <th scope="col">Reply or error</th>
        </tr>
      </thead>
      <tbody>
        {mails.map(({ id, kind, to, state, created_at, server_reply, last_error }) => (
          <tr key={id}>
            <th className="short" scope="row">
              <a href={`/staff/emails/${id}`}>{kinds[kind]}</a>
            </th>
            <td className="long" data-label="To">
              <bdi>{visible(to)}</bdi>
            </td>
            <td className="short" data-label="State">
              {states[state]}
            </td>
            <td className="short" data-label="Queued">
              <Moment at={created_at} />
            </td>
            <td className="long" data-label="Reply or error">
              <bdi>{visible(server_reply ?? last_error ?? 'None')}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
