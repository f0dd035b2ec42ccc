const LONGEST_UNIT = 3
/** Keys in keyboard order, forward and backward, repeated. */
const RUNS = [
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1234567890qwertyuiopasdfghjklzxcvbnm',
]
const SHORTEST_RUN = 8
const LONGEST_RUN = 256

/** Whether a password, in lower case, repeats one to three characters, or runs along a keyboard, the digits or the alphabet. */
export function isSimplePassword(lower: string): boolean {
  return isRepeated([...lower]) || RUNS.some((run) => isPartOf(run, lower))
}

function isRepeated(signs: string[]): boolean {
  for (let unit = 1; unit <= LONGEST_UNIT; unit++) {
    if (signs.every((sign, place) => sign === signs[place % unit])) return true
  }
  return false
}

function isPartOf(run: string, lower: string): boolean {
  if (lower.length < SHORTEST_RUN || lower.length > LONGEST_RUN) return false
  const there = run.repeat(Math.ceil(lower.length / run.length) + 1)
  return there.includes(lower) || there.includes([...lower].reverse().join(''))
}
