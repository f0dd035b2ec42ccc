import type { OperatorsAct } from '@/lib/operator/list-acts'
import type { OperatorsMember } from '@/lib/operator/staff'
import { visible } from '@/lib/rules/visible-text'

/** The names of staff by the ID of their account. */
export type Members = Map<string, string>

export const membersOf = (staff: OperatorsMember[]): Members =>
  new Map(staff.map(({ id, first_name, last_name }) => [id, visible(`${first_name} ${last_name}`)]))

export const formerMember = (id: string) => `A former member of staff (${id})`

/** Who did it: a member by name while they are staff. At the command line people choose their names, so it is said that it is one. */
export function Who({ by: { via, operator }, members }: { by: OperatorsAct; members: Members }) {
  if (via === 'console') return members.has(operator) ? <bdi>{members.get(operator)}</bdi> : formerMember(operator)
  return (
    <>
      <bdi>{visible(operator)}</bdi> <span className="hint">command line</span>
    </>
  )
}
