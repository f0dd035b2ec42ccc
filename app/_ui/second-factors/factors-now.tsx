import { type SecondStepMethod, secondStepMethods } from '@/lib/factors/methods'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { WhomToAsk } from './whom-to-ask'

type Props = { email: string; user: { id: string; emailCanonical: string; twoStepAt: Date | null } }

/**
 * What is suspended in an account, and what a login needs now, for the owner of the mailbox whose link was used. Nothing once the
 * account has another email: whoever still reads the former mailbox does not learn how its owner logs in.
 */
export async function FactorsNow({ email, user: { id, emailCanonical, twoStepAt } }: Props) {
  if (canonicalEmail(email) !== emailCanonical) return null
  const [{ suspended, passkeys }, methods] = await Promise.all([
    secondFactorsOf({ id, twoStepAt }),
    secondStepMethods(id),
  ])
  const frozen = twoStepAt !== null && methods.length === 0
  return (
    <>
      <Suspended suspended={suspended} frozen={frozen} />
      {frozen && (
        <p>
          <strong>Nobody can log in now.</strong> Two-step login is on, and the account has nothing left that works for
          the second step. <WhomToAsk />
        </p>
      )}
      {twoStepAt && !frozen && <WaysToLogIn methods={methods} suspended={suspended} />}
      {passkeys.some(({ usable }) => usable) && (
        <p>
          Passkeys that were added before we sent that email still log in, without the password. If you don’t recognize
          one of them, log in and remove it under Security.
        </p>
      )}
    </>
  )
}

function Suspended({ suspended, frozen }: { suspended: PublicSuspendedFactor[]; frozen: boolean }) {
  if (suspended.length === 0) return null
  return (
    <>
      <p>These were added since we sent that email, so we suspended them:</p>
      <ul>
        {suspended.map(({ id, kind, name }) => (
          <li key={id}>{name === null ? unnamed[kind] : <bdi>{name}</bdi>}</li>
        ))}
      </ul>
      {!frozen && <p>Once you’ve logged in, we’ll ask you to keep or remove what’s suspended.</p>}
    </>
  )
}

const unnamed: Record<PublicSuspendedFactor['kind'], string> = {
  'authenticator-app': 'Authenticator app',
  'recovery-codes': 'Recovery codes',
  passkey: 'Passkey',
}

type Ways = { methods: SecondStepMethod[]; suspended: PublicSuspendedFactor[] }

function WaysToLogIn({ methods, suspended }: Ways) {
  const isSuspended = (which: SecondStepMethod) =>
    suspended.some(({ kind }) => kind === (which === 'recovery-code' ? 'recovery-codes' : which))
  return (
    <>
      <p>Two-step login is on. You can log in with:</p>
      <ul>
        {methods.map((method) => (
          <li key={method}>{(isSuspended(method) ? older : ways)[method]}</li>
        ))}
      </ul>
      <p>
        <WhomToAsk without />
      </p>
    </>
  )
}

const ways: Record<SecondStepMethod, string> = {
  'authenticator-app': 'your password and a code from your authenticator app',
  passkey: 'a passkey',
  'recovery-code': 'your password and a recovery code',
}
/** The same, where a newer one is suspended. */
const older: Record<SecondStepMethod, string> = {
  'authenticator-app': 'your password and a code from the authenticator app that you had before',
  passkey: 'a passkey that you had before',
  'recovery-code': 'your password and one of the recovery codes that you had before',
}
