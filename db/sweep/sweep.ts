import { and, inArray, isNull, lt, ne, notInArray, type SQL, sql } from 'drizzle-orm'
import { deleteDueAccounts, dueAccounts } from '@/db/accounts/account-deletion'
import { contestedAccounts } from '@/db/accounts/email/contests'
import type { Database } from '@/db/connection/database'
import { authenticatorApps, setAsideFactors, spentChallenges } from '@/db/factors/tables'
import { linkPurposes, tableOf } from '@/db/links'
import { logoutNotices, providerRecords } from '@/db/provider/login-tables'
import { clientFaults } from '@/db/provider/tables'
import { emails, events, notMeLinks, throttles, webhookDeliveries } from '@/db/schema'
import { sweepExpiredSessions, sweepSessionsOfDueAccounts } from '@/db/sessions/sweep-sessions'
import { type LinkPurpose, linkMinutes } from '@/lib/rules/link-minutes'
import { daysAgo, removeAged, removeSome } from './remove-aged'
import { asSweeper } from './sweep-lock'

/** For how many days after its end each kind of row is kept. */
export type KeepDays = { links: number; registrations: number; mails: number; events: number }

/** Rows removed at a time, so that no statement runs long and no lock is held long. */
const BATCH = 1_000
/** Resend repeats a webhook for a little more than a day. */
const WEBHOOK_DAYS = 2
/** A removed factor is kept a day longer than any link that can bring it back. */
const SET_ASIDE_DAYS = 8
/** For how long the logout notices and the faults of apps are kept, for account owners and operators to see. */
const APP_DAYS = 90

/** One kind of row: how a batch is removed, and under which name it is counted. */
type Step = {
  counts?: SweptKind
  batch?: number
  remove: (tx: Database, keep: KeepDays, limit: number) => Promise<number>
}
export type SweptKind = 'sessions' | 'links' | 'registrations' | 'mails' | 'events' | 'accounts'

function links(purpose: LinkPurpose): Step {
  const counts = purpose === 'registration' ? 'registrations' : 'links'
  const table = tableOf(purpose)
  const remove: Step['remove'] = (tx, keep, limit) => {
    const age = { days: keep[counts], afterMinutes: linkMinutes[purpose] }
    const only = isEvidence.has(purpose) ? notInArray(table.userId, contestedAccounts(tx)) : undefined
    return removeAged(tx, { table, since: table.expiresAt, only, ...age }, limit)
  }
  return { counts, remove }
}
/** The mailboxes in a contest and their data, which are needed until it is settled. */
const isEvidence = new Set<LinkPurpose>(['undo-email', 'contest'])
const mails = { table: emails, since: emails.createdAt }
/** Emails still to be sent are kept. */
const isOver = ne(emails.status, 'queued')
const notices = { table: logoutNotices, since: logoutNotices.createdAt }
const isDecided = ne(logoutNotices.status, 'queued')

/** Records of the provider may be many: a login of an app leaves several, and each token that is renewed one more. */
function removeRecords(which: (tx: Database) => SQL): Step {
  const { kind, idHash } = providerRecords
  return { remove: (tx, _, limit) => removeSome(tx, providerRecords, [kind, idHash], which(tx), limit) }
}

const steps: Step[] = [
  { counts: 'sessions', remove: (tx, _, limit) => sweepExpiredSessions(tx, limit) },
  ...linkPurposes.map(links),
  {
    counts: 'mails',
    remove: (tx, keep, limit) => removeAged(tx, { ...mails, days: keep.mails, only: isOver }, limit),
  },
  {
    // Sent to an email that never became an account.
    counts: 'mails',
    remove: (tx, keep, limit) =>
      removeAged(tx, { ...mails, days: keep.registrations, only: and(isNull(emails.userId), isOver) }, limit),
  },
  {
    counts: 'events',
    remove: (tx, keep, limit) => removeAged(tx, { table: events, since: events.at, days: keep.events }, limit),
  },
  { remove: (tx, _, limit) => removeSome(tx, throttles, throttles.key, lt(throttles.expire, sql`now()`), limit) },
  {
    remove: (tx, _, limit) => {
      const { id, receivedAt } = webhookDeliveries
      return removeSome(tx, webhookDeliveries, id, lt(receivedAt, daysAgo(WEBHOOK_DAYS)), limit)
    },
  },
  {
    // Set-ups that nobody finished in time. An app that works has no end.
    remove: (tx, _, limit) => {
      const { id, expiresAt } = authenticatorApps
      return removeSome(tx, authenticatorApps, id, lt(expiresAt, sql`now()`), limit)
    },
  },
  {
    // A challenge that nobody accepts any more need not be remembered.
    remove: (tx, _, limit) => {
      const { hash, expiresAt } = spentChallenges
      return removeSome(tx, spentChallenges, hash, lt(expiresAt, sql`now()`), limit)
    },
  },
  {
    remove: (tx, _, limit) => {
      const { id, removedAt } = setAsideFactors
      return removeSome(tx, setAsideFactors, id, lt(removedAt, daysAgo(SET_ASIDE_DAYS)), limit)
    },
  },
  removeRecords(() => lt(providerRecords.expiresAt, sql`now()`)),
  { remove: (tx, _, limit) => removeAged(tx, { ...notices, days: APP_DAYS, only: isDecided }, limit) },
  {
    remove: (tx, _, limit) => {
      const { clientId, code, lastAt } = clientFaults
      return removeSome(tx, clientFaults, [clientId, code], lt(lastAt, daysAgo(APP_DAYS)), limit)
    },
  },
  // First and in batches, because an account with too many rows could never be deleted in one statement.
  ...[events, emails, notMeLinks].map(
    (table): Step => ({
      remove: (tx, _, limit) => removeSome(tx, table, table.id, inArray(table.userId, dueAccounts(tx)), limit),
    }),
  ),
  removeRecords((tx) => inArray(providerRecords.userId, dueAccounts(tx))),
  { remove: (tx, _, limit) => sweepSessionsOfDueAccounts(tx, limit) },
  { counts: 'accounts', batch: 100, remove: (tx, _, limit) => deleteDueAccounts(tx, limit) },
]
export const sweepSteps = steps.length

/** Removes one batch of the expired rows of a step; undefined while another instance sweeps. */
export function sweepBatch(
  step: number,
  keep: KeepDays,
): Promise<{ counts?: SweptKind; removed: number; more: boolean } | undefined> {
  const { counts, batch = BATCH, remove } = steps[step]!
  return asSweeper(async (tx) => {
    const removed = await remove(tx, keep, batch)
    return { counts, removed, more: removed >= batch }
  })
}
