import { clockOffset } from '@/lib/factors/codes/totp'
import { type Failure, fail } from '@/lib/result'

const STEPS_PER_MINUTE = 2

/** The refusal of a code, which says so if the clock of the phone is the cause. Then the app itself is set up right. */
export function wrongSetUpCode(secret: string, code: string, now: number): Failure {
  const offset = clockOffset(secret, code, now)
  return fail('wrong-code', { code: [offset === undefined ? WRONG : clockText(offset)] })
}

const WRONG = 'Enter the code that the app shows now for this account.'

function clockText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / STEPS_PER_MINUTE)
  const texts =
    offset > 0
      ? {
          one: 'Your phone’s clock is about 1 minute fast. Set it to automatic time, then enter a new code.',
          many: `Your phone’s clock is about ${minutes} minutes fast. Set it to automatic time, then enter a new code.`,
        }
      : {
          one: 'Your phone’s clock is about 1 minute slow. Set it to automatic time, then enter a new code.',
          many: `Your phone’s clock is about ${minutes} minutes slow. Set it to automatic time, then enter a new code.`,
        }
  return minutes === 1 ? texts.one : texts.many
}
