import { type Finding, fault, fine, warning } from '@/lib/doctor/finding'

const SECOND = 1000
/** Links tolerate a minute between two clocks. */
const SKEW_SECONDS = { odd: 5, broken: 60 }
const MEND = 'Run NTP on both machines: timedatectl set-ntp true'

/** `skew`: how many milliseconds another clock is behind ours, less when it is ahead. */
export function judgeClock(check: string, whose: string, skew: number): Finding {
  const seconds = Math.abs(skew) / SECOND
  if (seconds < SKEW_SECONDS.odd) return fine(check, `${whose} agrees with this one.`)
  const says = `${whose} is ${Math.round(seconds)} seconds ${skew > 0 ? 'behind' : 'ahead of'} this one.`
  if (seconds < SKEW_SECONDS.broken) return warning(check, says, MEND)
  return fault(check, `${says} Links end too early, or too late.`, MEND)
}
