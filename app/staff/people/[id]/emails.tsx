import { type Desk, offeredActs } from '@/app/_http/staff/desk'
import { Moment } from '@/app/_ui/times/moment'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { sealForMember } from '@/lib/staff/sealed-for-member'
import { emailsHref } from '../../emails/filter'
import { kinds, states } from '../../emails/kinds'
import { ServerWords, saidOf } from '../../emails/server-words'
import { ActForm } from '../act-form'

/** The latest emails and what became of each; never what is in them. */
export async function Emails({ desk }: { desk: Desk }) {
  const { mails, user } = desk.shown
  const all = await sealForMember(desk.member.user.id, 'search', { text: user.id })
  return (
    <>
      <h2>Latest emails</h2>
      {mails.length === 0 && <p>No emails were sent to this account lately.</p>}
      {mails.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Email</th>
              <th scope="col">Requested</th>
              <th scope="col">What became of it</th>
            </tr>
          </thead>
          <tbody>
            {mails.map((mail) => (
              <tr key={mail.id}>
                <th scope="row">
                  <a href={`/staff/emails/${mail.id}`}>{kinds[mail.kind]}</a>
                  <span className="hint">{mail.to}</span>
                </th>
                <td data-label="Requested">
                  <Moment at={mail.created_at} />
                </td>
                <td data-label="What became of it">
                  <Outcome of={mail} />
                  {canRetry(mail) && offeredActs(desk).includes('mail retry') && (
                    <ActForm name="mail retry" desk={desk} mail={{ id: mail.id, name: kinds[mail.kind] }} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="aside">
        <a href={emailsHref({ s: all })}>All emails to this account</a>
      </p>
    </>
  )
}

const canRetry = ({ state, last_error }: OperatorsEmail) =>
  state === 'failed' || state === 'bounced' || (state === 'queued' && last_error !== null)

function Outcome({ of: mail }: { of: OperatorsEmail }) {
  const { state, complained_at, bounced_at, delivered_at, sent_at, next_attempt_at } = mail
  const at = complained_at ?? bounced_at ?? delivered_at ?? sent_at
  const said = saidOf(mail)
  return (
    <>
      {states[state]} {at && state !== 'queued' && <Moment at={at} />}
      {next_attempt_at && (
        <span className="hint">
          Next attempt <Moment at={next_attempt_at} ahead="in" />
        </span>
      )}
      {said && (
        <span className="hint">
          <ServerWords said={said} />
        </span>
      )}
    </>
  )
}
