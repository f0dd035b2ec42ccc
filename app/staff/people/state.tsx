import type { OperatorsUser } from '@/lib/operator/users/find-user'
import { statesOf } from './states'

/** The state of an account in words, each in a badge. */
export function State({ of }: { of: OperatorsUser }) {
  const states = statesOf(of)
  if (states.length === 0) return <span className="badge">Active</span>
  return (
    <span className="badges">
      {states.map((state) => (
        <span key={state} className="badge unusual">
          {state}
        </span>
      ))}
    </span>
  )
}
