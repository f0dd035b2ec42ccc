import { eq } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import { findAppsOf } from '@/db/provider/apps'
import { endClient } from '@/db/provider/end-client'
import { claimDueNotices, countQueuedNotices, listNoticesOf } from '@/db/provider/logout-notices'
import { findRecord, findRecordByUid } from '@/db/provider/records/find-records'
import { deleteGranted, putGranted } from '@/db/provider/records/grants'
import { consumeRecord } from '@/db/provider/records/records'
import { sessions } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { sweepBatch, sweepSteps } from '@/db/sweep/sweep'
import { showClient } from '@/lib/clients/show'
import { showUser } from '@/lib/operator/users/show-user'
import type { KnownLogin } from './known'
import { LARGE_CLIENT } from './rows.sql'

const operator = { name: 'records' }
const keep = { links: 30, registrations: 7, mails: 90, events: 400 }
/** A hanging app has all its places. */
const hanging = { share: 4, underWay: { [LARGE_CLIENT]: 4 } }

/** What the product does with these rows, each for one existing login. */
export const cases: Record<string, (one: KnownLogin) => Promise<unknown>> = {
  'find a token': ({ token }) => findRecord('RefreshToken', token),
  'find a session by its UID': ({ uid }) => findRecordByUid('Session', uid, 14),
  'use a token up': ({ token }) => consumeRecord('RefreshToken', token),
  'store a token': ({ grant, grantHash, token }) =>
    putGranted({ kind: 'AccessToken', idHash: `new ${token}`, payload: {}, seconds: 600, grantId: grant, grantHash }),
  'revoke a grant': ({ grant }) => deleteGranted(grant),
  'apps of a user': ({ user }) => findAppsOf(user),
  'notices of a user': ({ user }) => listNoticesOf(user, { limit: 20 }),
  'end one session': ({ session }) => transaction((tx) => endSessions(tx, eq(sessions.id, session), 'logout')),
  'end all sessions of a user': ({ user }) => transaction((tx) => endSessions(tx, { allOf: user }, 'password-reset')),
  'claim notices': () => claimDueNotices(20, { share: 4 }),
  'claim notices while an app hangs': () => claimDueNotices(16, hanging),
  'count queued notices': () => countQueuedNotices(10_000),
  'sweep one batch of each kind': () => sweepEach(),
  'users show': ({ user }) => showUser({ user }, operator),
}

/** Their work grows with the client and not with the table. */
export const casesOfLargeClient: Record<string, () => Promise<unknown>> = {
  'clients show, the large one': () => showClient({ id: LARGE_CLIENT }, operator),
  'clients disable, one transaction of many': () => transaction((tx) => endClient(tx, LARGE_CLIENT, 'client-disabled')),
}

async function sweepEach(): Promise<void> {
  for (let step = 0; step < sweepSteps; step++) await sweepBatch(step, keep)
}
