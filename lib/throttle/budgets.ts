import { createHash } from 'node:crypto'
import { findUsers } from '@/db/accounts/users'
import type { FoundSession } from '@/db/sessions/sessions'
import { type Device, devicesIn, isOf } from '@/lib/devices/known-devices'
import { knownProgram } from '@/lib/devices/known-programs'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { emailDigest } from '@/lib/secrets/secrets'
import { networkOfIp } from './network-of-ip'

/** What a call is counted by; `email` is the email typed, `session` the session of a caller who is logged in. */
export type Call = {
  caller: { door?: 'browser' | 'api'; ip?: string; userAgent?: string; device?: string }
  email?: string
  session?: Pick<FoundSession, 'id' | 'user'>
  /** The app that a request names, known or not. */
  client?: string
}

/** Allows `points` calls in `seconds` for each `subject`, which is undefined for a call that the budget does not cover. */
export type Budget = {
  by: 'address' | 'account' | 'device' | 'program' | 'session' | 'mailbox'
  points: number
  seconds: number
  subject: (call: Call) => string | undefined | Promise<string | undefined>
}

type Window = `${number}m` | `${number}h`

/** Per IP address, as far as it can be trusted (TRUST_PROXY). */
export const perIp = budget('address', ({ caller }) => networkOfIp(caller.ip))

/** Per IP address and the app named from there, so that a fault of one app stops no other behind the same address. */
export const perIpAndClient = budget('address', ({ caller, client }) => {
  const network = networkOfIp(caller.ip)
  return network && client ? `${network}/${shortDigest(client)}` : undefined
})

/** Per logged-in account, otherwise per email typed. It does not matter whether the email has an account, so a refusal reveals nothing. */
export const perAccount = budget('account', ({ session, email }) => session?.user.id ?? digest(email))

/** Per session, so that a stolen session uses up nobody else's attempts. */
export const perSession = budget('session', ({ session }) => session?.id)

/** Per email that we send to, whether or not it has an account and no matter who makes the request. */
export const perMailbox = budget('mailbox', ({ email }) => digest(email))

/** Per logged-in account and recipient together, so that no single account uses up what a recipient may be sent. */
export const perAccountAndMailbox = budget('account', ({ session, email }) =>
  session && email ? `${session.user.id}/${digest(email)}` : undefined,
)

/** Per browser that has logged in to the account of the email typed, or reset its password: nobody else can use it up. */
export const perDevice = budget('device', (call) => deviceOf(call, ['known', 'recovered']))

/** The same without a reset, which shows only who reads the emails. */
export const perLoggedInDevice = budget('device', (call) => deviceOf(call, ['known']))

async function deviceOf({ caller, email }: Call, standings: Device['standing'][]): Promise<string | undefined> {
  const all = email ? await devicesIn(caller.device) : []
  const devices = all.filter(({ standing }) => standings.includes(standing))
  if (devices.length === 0) return undefined
  // Looked up by the IDs in the signed cookie: a lookup by the email typed would show by its time whether there is an account.
  const owners = await findUsers(devices.map(({ userId }) => userId))
  const owner = owners.find(({ emailCanonical }) => emailCanonical === canonicalEmail(email!))
  const device = owner && devices.find((each) => isOf(each, owner))
  // The key begins with the account, so that an operator can clear the attempts of all its browsers.
  return device && `${owner.id}/${device.id}`
}

/** Per API client that has logged in with the email typed, and its network: nobody elsewhere can use it up. */
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

/** Of fixed length, because anyone can name an app of any length. */
function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
