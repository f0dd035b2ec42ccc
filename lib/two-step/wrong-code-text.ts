import type { CodeKind } from '@/lib/factors/code'

export type Refused = { kind: CodeKind; reason: 'wrong' | 'used' | 'unavailable'; attemptsLeft: number }

/** What is wrong with a code of the second step, and how many attempts are left. */
export function wrongCodeText({ kind, reason, attemptsLeft }: Refused): string {
  if (attemptsLeft === 0) return 'Too many wrong codes. Please log in again.'
  const fault = kind === 'recovery-code' ? RECOVERY_CODE_FAULT : appFaults[reason]
  return `${fault} ${attemptsText(attemptsLeft)}`
}

const RECOVERY_CODE_FAULT = 'That is not one of your recovery codes, or you have already used it.'

const appFaults: Record<Refused['reason'], string> = {
  wrong: 'Enter the code that your app shows now.',
  used: 'That code was already used. Wait for the next one.',
  unavailable: 'Your authenticator app can’t be used at the moment. Use a recovery code.',
}

function attemptsText(left: number): string {
  return left === 1 ? 'One attempt is left.' : `${left} attempts are left.`
}
