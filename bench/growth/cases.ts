import { openPasswordReset, spendPasswordReset } from '@/db/accounts/password-resets'
import { registerUser } from '@/db/accounts/register-user'
import { query } from '@/db/connection/client'
import { listEvents } from '@/db/events'
import { usersAfter } from '@/db/operator/exported-users'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { countQueuedEmails } from '@/db/operator/facts/outbox-counts'
import { findInTheWay } from '@/db/operator/imported-users'
import { claimDueEmails, queueResetForAddress } from '@/db/outbox/outbox'
import { findSessions } from '@/db/sessions/list-sessions'
import { listEmails } from '@/lib/operator/emails'
import { listUsers } from '@/lib/operator/search/list-users'
import { deleteUser } from '@/lib/operator/users/change-user'
import { showUser } from '@/lib/operator/users/show-user'
import { forgotPassword } from '@/lib/password-reset/forgot-password'
import { sweep } from '@/lib/process/sweeper'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import type { Known } from './known'

const operator = { name: 'growth' }
const list = (input: object) => () => listUsers(input, operator)
const mails = (input: object) => () => listEmails(input, operator)

/** The operations of the product, called as functions, each for one existing account. */
export const cases: Record<string, (one: Known) => Promise<unknown>> = {
  login: ({ email, password }) => login({ email, password }, aCaller()),
  'login from a browser': ({ email, password }) => login({ email, password }, aCaller('browser')),
  '/api/me': ({ credential }) => currentUser(credential),
  'forgot password': ({ email }) => forgotPassword({ email }, aCaller()),
  'a reset, from the email to the new password': ({ email }) => reset(email),
  register: ({ n }) => registerUser({ ...nobody(n), firstName: 'New', lastName: 'Person', passwordHash: '!' }, {}),
  sessions: ({ id }) => findSessions(id, { idleDays: 14, currentId: id, limit: 100 }),
  'activity, first page': ({ id }) => listEvents(id, { limit: 21 }),

  'users list': list({}),
  'users list --after': ({ id }) => listUsers({ after: id }, operator),
  'users list --email-begins, few': ({ email }) => listUsers({ email_begins: email.slice(0, -14) }, operator),
  'users list --email-begins, many': list({ email_begins: 'maria' }),
  'users list --email-begins, many --after': ({ id, email }) =>
    listUsers({ email_begins: email.slice(0, 2), after: id }, operator),
  'users list --disabled': list({ disabled: true }),
  'users list --disabled --after': ({ id }) => listUsers({ disabled: true, after: id }, operator),
  'users list --unverified': list({ unverified: true }),
  'users list --unverified --after': ({ id }) => listUsers({ unverified: true, after: id }, operator),
  'users list --locked': list({ locked: true }),
  'users list --locked --after': ({ id }) => listUsers({ locked: true, after: id }, operator),
  'users list --unreachable': list({ unreachable: true }),
  'users list --to-be-deleted': list({ to_be_deleted: true }),
  'users list --two-step': list({ two_step: true }),
  'users show, by email': ({ email }) => showUser({ user: email }, operator),
  'users show, by phone': ({ phone }) => showUser({ user: phone }, operator),
  'users delete': ({ email }) => deleteUser({ user: email }, operator),
  'mail list': mails({}),
  'mail list of one account': ({ email }) => listEmails({ user: email }, operator),
  'mail list --state queued': mails({ state: 'queued' }),
  'mail list --state failed': mails({ state: 'failed' }),
  'mail list --state bounced': mails({ state: 'bounced' }),
  'mail list --state complained': mails({ state: 'complained' }),
  'mail list --state delivered': mails({ state: 'delivered' }),
  'mail list --kind account-deleted': mails({ kind: 'account-deleted' }),
  'export, a batch': ({ id }) => usersAfter(id, 1_000),
  'import, a batch': ({ n }) => findInTheWay(strangers(n, 1_000)),

  sweep: () => sweep(),
  metrics: () => countQueuedEmails(10_000),
  doctor: () => query(examineDatabase),
}

async function reset(email: string): Promise<void> {
  await queueResetForAddress(email.toLowerCase(), {})
  for (const mail of await claimDueEmails(20)) {
    const opened = await openPasswordReset(mail, 60)
    if (typeof opened !== 'string') await spendPasswordReset(opened.reset.id, '!', {})
  }
}

function nobody(n: number) {
  const email = `nobody.${n}@example.com`
  return { email, emailCanonical: email, phoneNumber: `+99${n}` }
}

function strangers(from: number, count: number) {
  const numbers = Array.from({ length: count }, (_, index) => from * count + index)
  return {
    ids: numbers.map((n) => `018bfab6-0000-7000-8000-${String(n).padStart(12, '0')}`),
    emails: numbers.map((n) => nobody(n).email),
    phones: numbers.map((n) => nobody(n).phoneNumber),
  }
}
