import { redirect } from 'next/navigation'
import { askAsStaff } from '@/app/_http/staff/ask-as-staff'
import { openStaff } from '@/app/_http/staff/open-staff'
import { Moment } from '@/app/_ui/moment'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { visible } from '@/lib/rules/visible-text'
import { ConsolePage } from '../_ui/console-page'
import { emailsHref, filterIn } from './filter'
import { Filters } from './filters'
import { kinds, states } from './kinds'
import './emails.css'

export default orUnavailablePage(async function EmailsPage({ searchParams }: PageProps<'/staff/emails'>) {
  const member = await openStaff('/staff/emails')
  const filter = filterIn(await searchParams)
  // Somebody has changed the URL, or it is of a former version.
  if (!filter) redirect('/staff/emails')
  const { mails, next } = await askAsStaff('mail list', filter)
  return (
    <ConsolePage at="/staff/emails" title="Emails" member={member}>
      <Filters {...filter} />
      {mails.length === 0 ? <p>No emails.</p> : <EmailTable mails={mails} />}
      {(filter.after || next) && (
        <p className="choice">
          {filter.after && (
            <a className="button" href={emailsHref({ ...filter, after: undefined })}>
              Newest
            </a>
          )}
          {next && (
            <a className="button" href={emailsHref({ ...filter, after: next })}>
              Older
            </a>
          )}
        </p>
      )}
    </ConsolePage>
  )
})

function EmailTable({ mails }: { mails: OperatorsEmail[] }) {
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
            <th scope="row">
              <a href={`/staff/emails/${id}`}>{kinds[kind]}</a>
            </th>
            <td data-label="To">
              <bdi>{visible(to)}</bdi>
            </td>
            <td className="short" data-label="State">
              {states[state]}
            </td>
            <td className="short" data-label="Queued">
              <Moment at={created_at} />
            </td>
            <td data-label="Reply or error">
              <bdi>{visible(server_reply ?? last_error ?? 'None')}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
