import { type Finding, fault, fine, warning } from '@/lib/doctor/finding'

const SECOND = 1000
/** Links tolerate a difference of one minute between two clocks. */
const SKEW_SECONDS = { odd: 5, broken: 60 }
const BROKEN = 'Links expire too early or too late, and right codes of authenticator apps may be refused.'
const MEND = 'Turn on NTP on both machines: timedatectl set-ntp true'

/** `skew`: how many milliseconds the other clock is behind ours; negative if it is ahead. `then`: what breaks in the end. */
export function judgeClock(check: string, whose: string, skew: number, then = BROKEN): Finding {
  const seconds = Math.abs(skew) / SECOND
  if (seconds < SKEW_SECONDS.odd) return fine(check, `${whose} agrees with the clock of this machine.`)
  const says =
    skew > 0
      ? `${whose} is ${Math.round(seconds)} seconds behind the clock of this machine.`
      : `${whose} is ${Math.round(seconds)} seconds ahead of the clock of this machine.`
  if (seconds < SKEW_SECONDS.broken) return warning(check, says, MEND)
  return fault(check, `${says} ${then}`, MEND)
}
