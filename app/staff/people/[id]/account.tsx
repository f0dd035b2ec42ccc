import type { ReactNode } from 'react'
import type { Shown } from '@/app/_http/staff/console-acts'
import { Moment } from '@/app/_ui/times/moment'
import { PasskeyList } from '@/app/account/security/passkey-list'
import { visible } from '@/lib/rules/visible-text'

/** What is known of the account itself, with its second factors and nothing secret. */
export function Account({ shown }: { shown: Shown }) {
  const { user, sessions, sessions_with_second_step, second_factors } = shown
  return (
    <>
      <h2>Account</h2>
      <dl className="facts">
        <Fact name="ID">
          <code>{user.id}</code>
        </Fact>
        {user.phone_number && <Fact name="Phone number">{user.phone_number}</Fact>}
        <Fact name="Created">
          <Moment at={user.created_at} />
        </Fact>
        <Fact name="Email verified">
          {user.email_verified_at ? <Moment at={user.email_verified_at} /> : 'Not verified'}
        </Fact>
        <Fact name="Password">{user.has_password ? 'Has a password' : 'No password'}</Fact>
        <Fact name="Sessions">{sessions}</Fact>
        {sessions_with_second_step > 0 && <Fact name="Sessions with a second step">{sessions_with_second_step}</Fact>}
        {user.deletion_due_at && (
          <Fact name="To be deleted">
            <Moment at={user.deletion_due_at} ahead="in" />
          </Fact>
        )}
        {shown.contest && (
          <Fact name="Contested between">
            {shown.contest.mailboxes.map((mailbox) => (
              <span key={mailbox} className="line">
                {mailbox}
              </span>
            ))}
          </Fact>
        )}
        <SecondFactors of={second_factors} />
      </dl>
      {second_factors.passkeys.length > 0 && <h2>Passkeys</h2>}
      <PasskeyList passkeys={second_factors.passkeys.map((each) => ({ ...each, name: visible(each.name) }))} />
    </>
  )
}

function SecondFactors({ of: { two_step, authenticator_app, recovery_codes, suspended } }: Of) {
  return (
    <>
      <Fact name="Two-step login">
        {two_step ? (
          <>
            On since <Moment at={two_step} />
          </>
        ) : (
          'Off'
        )}
      </Fact>
      {authenticator_app && (
        <Fact name="Authenticator app">
          Set up <Moment at={authenticator_app.since} />
        </Fact>
      )}
      {recovery_codes && <Fact name="Recovery codes left">{recovery_codes.left}</Fact>}
      {suspended.length > 0 && (
        <Fact name="Suspended">
          {suspended.map(({ id, kind, suspended_at }) => (
            <span key={id} className="line">
              {kinds[kind]} · <Moment at={suspended_at} />
            </span>
          ))}
        </Fact>
      )}
    </>
  )
}
type Of = { of: Shown['second_factors'] }

const kinds = { 'authenticator-app': 'Authenticator app', 'recovery-codes': 'Recovery codes', passkey: 'Passkey' }

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
