import { type IconNode, KeyRound, LifeBuoy, Smartphone } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/times/moment'
import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'

/** First on the page, because only the owner knows whether something of a thief's is among it. */
export function SuspendedFactors({ suspended }: { suspended: PublicSuspendedFactor[] }) {
  if (suspended.length === 0) return null
  return (
    <section className="pending" aria-labelledby="suspended">
      <h2 id="suspended">Keep or remove?</h2>
      <p>
        Someone chose “This wasn’t me” in one of our emails, or undid an email change. What had been added since that
        email is suspended until you decide. Keep only what’s yours.
      </p>
      <ul className="rows">
        {suspended.map((factor) => (
          <Row key={factor.id} factor={factor} />
        ))}
      </ul>
    </section>
  )
}

type Props = { factor: PublicSuspendedFactor }
type Kind = PublicSuspendedFactor['kind']

function Row({ factor }: Props) {
  const { id, kind, name } = factor
  const page = `/account/security/suspended/${id}`
  const which = <span className="unseen"> {name ?? looks[kind].inside}</span>
  return (
    <li>
      <Icon drawing={looks[kind].drawing} />
      <div>
        <p className="first">
          <NameOf factor={factor} />
        </p>
        {kind === 'passkey' && <p className="hint">Passkey</p>}
        <p className="hint">
          <MadeWhen factor={factor} />
        </p>
      </div>
      <div className="ways">
        <a className="button" href={`${page}/keep`}>
          Keep{which}
        </a>
        <a className="button" href={`${page}/remove`}>
          Remove{which}
        </a>
      </div>
    </li>
  )
}

/** For the pages that keep or remove it. */
export function WhichFactor({ factor }: Props) {
  return (
    <p>
      <strong>
        <NameOf factor={factor} />
      </strong>
      <br />
      <MadeWhen factor={factor} />
    </p>
  )
}

/** A passkey's name may be in any language. */
function NameOf({ factor: { kind, name } }: Props): ReactNode {
  return name === null ? looks[kind].name : <bdi>{name}</bdi>
}

function MadeWhen({ factor: { kind, made_at } }: Props) {
  return (
    <>
      {looks[kind].made} <Moment at={made_at} />
    </>
  )
}

const looks: Record<Kind, { drawing: IconNode; name: string; inside: string; made: string }> = {
  'authenticator-app': {
    drawing: Smartphone,
    name: 'Authenticator app',
    inside: 'the suspended authenticator app',
    made: 'Set up',
  },
  'recovery-codes': {
    drawing: LifeBuoy,
    name: 'Recovery codes',
    inside: 'the suspended recovery codes',
    made: 'Made',
  },
  passkey: { drawing: KeyRound, name: 'Passkey', inside: 'the suspended passkey', made: 'Added' },
}
