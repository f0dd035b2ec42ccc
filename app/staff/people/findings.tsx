import type { Desk } from '@/app/_http/staff/desk'
import { Moment } from '@/app/_ui/times/moment'
import type { SecondStepMethod } from '@/lib/factors/methods'
import type { Finding } from '@/lib/operator/diagnosis/finding'
import { ServerWords, saidOf } from '../emails/server-words'
import { Mends } from './mends'
import { WhoDidIt } from './who-did-it'

/** Why somebody cannot log in, the most serious reason first. With `desk`, each comes with the acts that mend it. */
export function Findings({ findings, desk }: { findings: Finding[]; desk?: Desk }) {
  return (
    <ol className="findings">
      {findings.map((finding, index) => (
        <li key={`${finding.code} ${index}`}>
          <p className="first">{finding.text}</p>
          <Times of={finding} />
          {finding.methods && <p className="hint">{finding.methods.map((method) => methods[method]).join(' · ')}</p>}
          <AboutEmail of={finding} />
          {desk && <WhoDidIt finding={finding} past={desk.past} />}
          {finding.advice && <p>{finding.advice}</p>}
          {finding.user_id && finding.user_id !== desk?.shown.user.id && (
            <p>
              <a href={`/staff/people/${finding.user_id}`}>Open that account</a>
            </p>
          )}
          {desk && <Mends finding={finding} desk={desk} />}
        </li>
      ))}
    </ol>
  )
}

const methods: Record<SecondStepMethod, string> = {
  'authenticator-app': 'Authenticator app',
  passkey: 'Passkey',
  'recovery-code': 'Recovery code',
}

function Times({ of: { since, until } }: { of: Finding }) {
  if (!since && !until) return null
  return (
    <p className="hint">
      {since && (
        <>
          Since <Moment at={since} />
        </>
      )}
      {since && until && ' · '}
      {until && (
        <>
          Until <Moment at={until} ahead="until" />
        </>
      )}
    </p>
  )
}

function AboutEmail({ of: { mail } }: { of: Finding }) {
  if (!mail) return null
  const said = saidOf(mail)
  return (
    <>
      {said && (
        <p className="hint">
          {mail.server_reply && 'The mail server said: '}
          <ServerWords said={said} />
        </p>
      )}
      {mail.next_attempt_at && (
        <p className="hint">
          Next attempt <Moment at={mail.next_attempt_at} ahead="in" />
        </p>
      )}
    </>
  )
}
