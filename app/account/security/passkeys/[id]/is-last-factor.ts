import type { SecondFactors } from '@/lib/two-step/second-factors'

type Factors = Pick<SecondFactors, 'two_step' | 'authenticator_app'> & { passkeys: { id: string; usable: boolean }[] }

/** Whether two-step login keeps the passkey from being removed, because nothing else that works here would be left. */
export function isLastFactor(id: string, { two_step, authenticator_app, passkeys }: Factors): boolean {
  return two_step !== null && !authenticator_app && !passkeys.some((other) => other.id !== id && other.usable)
}
