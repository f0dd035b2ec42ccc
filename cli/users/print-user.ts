import { mailRows } from '@/cli/mail'
import { list, moment, table } from '@/cli/terminal'
import type { Finding } from '@/lib/operator/diagnosis/finding'
import type { OperatorsUser } from '@/lib/operator/users/find-user'
import type { OperatorsPasskey } from '@/lib/operator/users/passkeys'
import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'
import type { SecondFactors } from '@/lib/two-step/second-factors'
import { findingsOf } from './print-diagnosis'

/** A list of accounts that fits into a terminal. */
export const userRows = (users: OperatorsUser[]) =>
  table(
    users.map((user) => ({
      id: user.id,
      email: user.email,
      name: `${user.first_name} ${user.last_name}`,
      state: stateOf(user),
      created: user.created_at.slice(0, 'YYYY-MM-DD'.length),
    })),
    ['name', 'state', 'email'],
  )

function stateOf(user: OperatorsUser): string {
  const states = [
    user.disabled_at && 'disabled',
    user.contested_at && 'contested',
    user.email_unreachable_at && 'unreachable',
    user.deletion_due_at && 'to be deleted',
    !user.has_password && 'locked',
    user.email_verified ? 'verified' : 'unverified',
  ]
  return states.filter(Boolean).join(', ')
}

type Factors = Omit<SecondFactors, 'passkeys'> & { passkeys: OperatorsPasskey[] }

type Shown = {
  diagnosis: Finding[]
  contest: { by: string; since: string; mailboxes: string[] } | null
  second_factors: Factors
  sessions: number
  sessions_with_second_step: number
  devices: { device: string; ip: string | null; last_seen_at: string; created_at: string }[]
  activity: { at: string; description: string; ip: string | null; device: string | null; operator: string | null }[]
  mails: Parameters<typeof mailRows>[0]
}

/** Everything that is shown about one account, first of all why its owner cannot log in. */
export function shown(user: OperatorsUser, { diagnosis, contest, devices, activity, mails, ...rest }: Shown): string {
  const done = activity.map(({ at, description, ip, device, operator }) => ({
    at: moment(at),
    what: description,
    from: ip,
    by: operator ?? device,
  }))
  return [
    findingsOf(diagnosis, user.id),
    list({
      id: user.id,
      email: user.email,
      name: `${user.first_name} ${user.last_name}`,
      phone: user.phone_number,
      state: stateOf(user),
      created: moment(user.created_at),
      verified: moment(user.email_verified_at),
      disabled: moment(user.disabled_at),
      'to be deleted': moment(user.deletion_due_at),
      ...factorRows(rest.second_factors),
      sessions: sessionsInWords(rest),
    }),
    contest &&
      list({
        contested: `since ${moment(contest.since)}, by ${contest.by}`,
        between: contest.mailboxes.join(', '),
        'to settle it': `npx rekey users settle ${user.id} --to <one of these>`,
      }),
    table(rest.second_factors.passkeys.map(passkeyRow), ['passkey', 'domain']),
    table(rest.second_factors.suspended.map(suspendedRow), ['name']),
    table(devices.map(deviceRow), ['logged in on']),
    table(done),
    mailRows(mails),
    `What operators did: npx rekey acts list --user ${user.id}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function factorRows({ two_step, authenticator_app: app, recovery_codes: codes, passkeys, suspended }: Factors) {
  const undecided = suspended.length > 0 && { suspended: `${suspended.length}, for the owner to keep or remove` }
  if (two_step === null) return { 'two-step login': 'off', passkeys: passkeys.length, ...undecided }
  return {
    'two-step login': `on since ${moment(two_step)}`,
    'authenticator app': app && `since ${moment(app.since)}`,
    'recovery codes':
      codes && `${codes.left} left, made ${moment(codes.made_at)}, ${codes.saved ? 'saved' : 'not saved'} by the owner`,
    passkeys: passkeys.length,
    ...undecided,
  }
}

const suspendedKinds = {
  'authenticator-app': 'authenticator app',
  'recovery-codes': 'recovery codes',
  passkey: 'passkey',
}

function suspendedRow({ kind, name, made_at, suspended_at }: PublicSuspendedFactor) {
  return { suspended: suspendedKinds[kind], name, made: moment(made_at), since: moment(suspended_at) }
}

function deviceRow({ device, ip, last_seen_at, created_at }: Shown['devices'][number]) {
  return { 'logged in on': device, from: ip, 'last used': moment(last_seen_at), began: moment(created_at) }
}

function passkeyRow({ name, synced, created_at, last_used_at, domain, usable }: OperatorsPasskey) {
  return {
    passkey: name,
    kind: synced ? 'synced' : 'on one device',
    added: moment(created_at),
    'last used': last_used_at ? moment(last_used_at) : 'never',
    domain,
    usable: usable ? 'yes' : 'no',
  }
}

function sessionsInWords({
  sessions,
  sessions_with_second_step: level2,
}: Pick<Shown, 'sessions' | 'sessions_with_second_step'>) {
  return level2 > 0 ? `${sessions}, ${level2} of them with a second step` : sessions
}
