import { findUsers } from '@/db/accounts/users'
import type { FoundSession } from '@/db/sessions/sessions'
import { devicesIn, isOf } from '@/lib/devices/known-devices'
import { knownProgram } from '@/lib/devices/known-programs'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets'
import { networkOfIp } from './network-of-ip'

/** What a call is counted by; `email` is the address typed, `session` that of whoever is signed in. */
export type Call = {
  caller: { door?: 'browser' | 'api'; ip?: string; userAgent?: string; device?: string }
  email?: string
  session?: FoundSession
}

/** So many `points` in `seconds` for each `subject`; undefined where the budget says nothing of a call. */
export type Budget = {
  by: 'address' | 'account' | 'device' | 'program' | 'session' | 'mailbox'
  points: number
  seconds: number
  subject: (call: Call) => string | undefined | Promise<string | undefined>
}

type Window = `${number}m` | `${number}h`

/** Per client address, as far as it is believed (TRUST_PROXY). */
export const perIp = budget('address', ({ caller }) => networkOfIp(caller.ip))

/** Per account that is signed in, else per address typed, whether or not it has an account: so it tells nothing. */
export const perAccount = budget('account', ({ session, email }) => session?.user.id ?? digest(email))

/** Per session, so that whoever stole one uses up nobody else's tries. */
export const perSession = budget('session', ({ session }) => session?.id)

/** Per mailbox that is written to, whoever asks and whether or not it has an account. */
export const perMailbox = budget('mailbox', ({ email }) => digest(email))

/** Per account that is logged in and mailbox together, so that no account alone uses up what a mailbox may be sent. */
export const perAccountAndMailbox = budget('account', ({ session, email }) =>
  session && email ? `${session.user.id}/${digest(email)}` : undefined,
)

/** Of a browser in which the account of the address typed was logged in to: nobody else can use it up. */
export const perDevice = budget('device', async ({ caller, email }) => {
  const devices = email ? await devicesIn(caller.device) : []
  if (devices.length === 0) return undefined
  // Asked for by the ids that the cookie proves: by the address typed, the time would tell whether that has an account.
  const owners = await findUsers(devices.map(({ userId }) => userId))
  const owner = owners.find(({ emailCanonical }) => emailCanonical === canonicalEmail(email!))
  const device = owner && devices.find((each) => isOf(each, owner))
  // Under the account, so that an operator can clear the attempts of all its browsers.
  return device && `${owner.id}/${device.id}`
})

/** Of a program that logged in to the address typed, from where it did: whoever is elsewhere cannot use it up. */
export const perProgram = budget('program', ({ caller, email }) =>
  caller.door === 'api' && email ? knownProgram(caller, email) : undefined,
)

function budget(by: Budget['by'], subject: Budget['subject']) {
  return (points: number, window: Window): Budget => ({ by, points, seconds: secondsOf(window), subject })
}

function secondsOf(window: Window): number {
  return Number.parseInt(window, 10) * (window.endsWith('h') ? 3600 : 60)
}

function digest(email: string | undefined): string | undefined {
  return email === undefined ? undefined : emailDigest(canonicalEmail(email))
}
