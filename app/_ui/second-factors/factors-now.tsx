import { secondStepMethods } from '@/lib/factors/methods'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { neededToLogIn, suspendedInWords } from './what-is-needed'
import { WhomToAsk } from './whom-to-ask'

type Props = { user: { id: string; twoStepAt: Date | null } }

/** What is suspended in an account, and what a login needs now, for the owner of the mailbox whose link was used. */
export async function FactorsNow({ user: { id, twoStepAt } }: Props) {
  const [{ suspended, passkeys }, methods] = await Promise.all([
    secondFactorsOf({ id, twoStepAt }),
    secondStepMethods(id),
  ])
  const frozen = twoStepAt !== null && methods.length === 0
  return (
    <>
      {suspended.length > 0 && (
        <p>
          We suspended {suspendedInWords(suspended)} added since we sent that email.
          {!frozen && ' Once you’ve logged in, we’ll ask you to keep or remove what’s suspended.'}
        </p>
      )}
      {frozen && (
        <p>
          <strong>Nobody can log in now.</strong> Two-step login is on, and the account has nothing left that works for
          the second step. <WhomToAsk />
        </p>
      )}
      {twoStepAt && !frozen && (
        <p>
          Two-step login is on. To log in, you need {neededToLogIn(methods, suspended)}.{' '}
          <WhomToAsk when="If you can’t use any of these" />
        </p>
      )}
      {passkeys.some(({ usable }) => usable) && (
        <p>
          Passkeys that were added before we sent that email still log in, without the password. If you don’t recognize
          one of them, log in and remove it under Security.
        </p>
      )}
    </>
  )
}
