import { dictionary } from '@zxcvbn-ts/language-common'
import { config } from '@/lib/config'

/** Keys in the order that idle fingers find them, there and back, over and over. */
const RUNS = ['1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm']
const SHORTEST_RUN = 8
const LONGEST_RUN = 256

let common: Set<string> | undefined

/** Whether the whole password is one that everybody tries first; upper and lower case are the same. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase()
  common ??= new Set(dictionary['passwords-common'])
  return common.has(lower) || isRun(lower) || lower === config().APP_NAME.toLowerCase()
}

function isRun(lower: string): boolean {
  if (lower.length < SHORTEST_RUN || lower.length > LONGEST_RUN) return false
  return RUNS.some((run) => {
    const there = run.repeat(Math.ceil(lower.length / run.length) + 1)
    return there.includes(lower) || there.includes([...lower].reverse().join(''))
  })
}
