import type { OperatorsAct } from '@/lib/operator/acts/list-acts'
import { visible } from '@/lib/rules/visible-text'

type Props = {
  by: Pick<OperatorsAct, 'via' | 'operator'>
  /** Of the member of staff; nobody has it who is not staff any more. */
  name?: string
}

/** Who did it: a member by name while they are staff. At the command line people choose their names, so it is said that it is one. */
export function Who({ by: { via, operator }, name }: Props) {
  if (via === 'console') return name ? <bdi>{name}</bdi> : formerMember(operator)
  return (
    <>
      <bdi>{visible(operator)}</bdi> <span className="hint">command line</span>
    </>
  )
}

export const formerMember = (id: string) => `A former member of staff (${id})`
