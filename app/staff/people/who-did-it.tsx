import { Moment } from '@/app/_ui/times/moment'
import type { ActOnUser } from '@/lib/operator/acts/acts-on-user'
import type { Finding } from '@/lib/operator/diagnosis/finding'
import { visible } from '@/lib/rules/visible-text'
import { nameOf } from '../_ui/person-name'
import { Who } from '../_ui/who'

type Props = { finding: Finding; past: ActOnUser[] }

/** Who has brought about what was found, when and why, so that it can be judged before it is taken back. */
export function WhoDidIt({ finding, past }: Props) {
  const act = causeOf(finding, past)
  if (!act) return null
  return (
    <p className="hint">
      Done by <Who by={act} name={act.member ? nameOf(act.member) : undefined} />, <Moment at={act.at} />. Reason:{' '}
      {act.reason ? <bdi>{visible(act.reason)}</bdi> : 'none given'}
    </p>
  )
}

const causes: { [Code in Finding['code']]?: string } = {
  disabled: 'users disable',
  'deletion-scheduled': 'users schedule-deletion',
}

/** The newest act that did it: one that was refused, or found it done already, did not. */
export const causeOf = ({ code }: Pick<Finding, 'code'>, past: ActOnUser[]): ActOnUser | undefined =>
  past.find(({ act, code: refusal, facts }) => act === causes[code] && refusal === null && facts.changed !== false)
