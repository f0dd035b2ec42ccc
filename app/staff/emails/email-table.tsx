import { Moment } from '@/app/_ui/times/moment'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { visible } from '@/lib/rules/visible-text'
import { kinds, states } from './kinds'
import { ServerWords, saidOf } from './server-words'

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
        {mails.map((mail) => (
          <tr key={mail.id}>
            <th className="short" scope="row">
              <a href={`/staff/emails/${mail.id}`}>{kinds[mail.kind]}</a>
            </th>
            <td className="long" data-label="To">
              <bdi>{visible(mail.to)}</bdi>
            </td>
            <td className="short" data-label="State">
              {states[mail.state]}
            </td>
            <td className="short" data-label="Queued">
              <Moment at={mail.created_at} />
            </td>
            <td className="long" data-label="Reply or error">
              <Reply of={mail} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reply({ of: mail }: { of: OperatorsEmail }) {
  const said = saidOf(mail)
  return said ? <ServerWords said={said} /> : 'None'
}
