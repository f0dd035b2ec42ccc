import type { CodeKind } from '@/lib/factors/codes/code'
import type { SecondStepMethod } from '@/lib/factors/methods'

export type Refused = {
  kind: CodeKind
  /** 'no-app': the account has none, so that this cost no attempt. 'unavailable': it has one that cannot be used now. */
  reason: 'wrong' | 'used' | 'unavailable' | 'no-app'
  attemptsLeft: number
  /** What the account owner can use now. */
  methods: SecondStepMethod[]
}

/** What is wrong with a code of the second step, and how many attempts are left. */
export function wrongCodeText({ kind, reason, attemptsLeft, methods }: Refused): string {
  if (attemptsLeft === 0) return 'Too many wrong codes. Please log in again.'
  const attempts = attemptsText(attemptsLeft)
  if (kind === 'recovery-code') return `${RECOVERY_CODE_FAULT} ${attempts}`
  if (reason === 'no-app') return `Your account has no authenticator app. ${wayOn(methods)}`
  const fault = appFaults[reason]
  return reason === 'unavailable' ? `${fault} ${wayOn(methods)} ${attempts}` : `${fault} ${attempts}`
}

const RECOVERY_CODE_FAULT = 'That is not one of your recovery codes, or you have already used it.'

const appFaults = {
  wrong: 'Enter the code that your app shows now.',
  used: 'That code was already used. Wait for the next one.',
  unavailable: 'Your authenticator app can’t be used at the moment.',
}

function wayOn(methods: SecondStepMethod[]): string {
  if (!methods.includes('passkey')) return 'Use a recovery code.'
  return methods.includes('recovery-code') ? 'Use your passkey or a recovery code.' : 'Use your passkey.'
}

function attemptsText(left: number): string {
  return left === 1 ? 'One attempt is left.' : `${left} attempts are left.`
}
