import * as z from 'zod/mini'
import type { User } from '@/db/accounts/users'
import { type EmailRecord, listEmailsOf, listEvents, recordEvent } from '@/db/events'
import { pageOfAppLogins } from '@/db/provider/apps'
import { listNoticesOf, type NoticeRecord } from '@/db/provider/logout-notices'
import { pageOfSessions } from '@/db/sessions/list-sessions'
import type { FoundSession } from '@/db/sessions/sessions'
import { publicUser } from '@/lib/accounts/public-user'
import { publicEvent } from '@/lib/activity/list-activity'
import { publicApps } from '@/lib/apps/list-apps'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmationRequired } from '@/lib/confirmation/missing-proof'
import { confirmationFields } from '@/lib/confirmation/schema'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { ok, type Result } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { publicSession } from '@/lib/sessions/list-sessions'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { SESSION_IDLE_DAYS } from '@/lib/sessions/session-lifetime'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import type { ExportAnswer, ExportedData } from './export-answer'

/** Parsing a User-Agent into a device name takes up to half a millisecond. */
const ROWS_AT_ONCE = 100

const downloads = limitCalls('export', perAccount(20, '1h'))

/**
 * Everything that we store about the account without its secrets: no hash, no token. With two-step login it refuses with
 * `confirmation-required` unless it is a browser whose session is fresh.
 */
export const exportData = loggedInOperation({
  input: z.object({}),
  throttle: downloads,
  run: async (_, caller, session): Promise<Result<ExportedData>> => {
    // A link on a page leads here, so a browser may do it like a page. The token of an API client may have been copied.
    const isFreshBrowser = session.fresh && caller.credential?.kind === 'browser'
    return session.user.twoStepAt && !isFreshBrowser ? confirmationRequired(session.user) : exportOf(session, caller)
  },
})

/** The same for every caller who confirms. */
export const exportConfirmedData = confirmedOperation({
  input: z.object(confirmationFields),
  run: async (_, caller, session): Promise<Result<ExportedData>> => {
    return (await refuseBeyond(downloads, { caller, session })) ?? exportOf(session, caller)
  },
})

async function exportOf({ id, user }: FoundSession, caller: Caller): Promise<Result<ExportedData>> {
  await recordEvent(user.id, 'data-exported', originOf(caller))
  logCall(caller, { event: 'data-exported', user: user.id })
  const sessionsOf = (page: Page) => pageOfSessions(user.id, { idleDays: SESSION_IDLE_DAYS, ...page })
  return ok({
    exported_at: new Date().toISOString(),
    // Also a stored number that the setting PHONE_NUMBER hides: the owner learns everything that is stored.
    profile: { ...publicUser(user), phone_number: user.phoneNumber },
    second_factors: await secondFactorsOf(user),
    sessions: inPages(sessionsOf, publicSession(id)),
    activity: inPages((page) => listEvents(user.id, page), publicEvent),
    apps: inOnePage(() => publicApps(user.id)),
    app_logins: inPages((page) => pageOfAppLogins(user.id, page), exportedLogin),
    mails: inPages((page) => listEmailsOf(user.id, page), exportedEmail(user)),
    logout_notices: inPages((page) => listNoticesOf(user.id, page), exportedNotice),
  })
}

type Page = { before?: string; limit: number }

/** A list that is short by its nature; like the others, it is read only when its turn comes. */
async function* inOnePage<Shown>(read: () => Promise<Shown[]>): AsyncGenerator<Shown[]> {
  yield await read()
}

async function* inPages<Row extends { id: string }, Shown>(
  read: (page: Page) => Promise<Row[]>,
  show: (row: Row) => Shown,
): AsyncGenerator<Shown[]> {
  for (let before: string | undefined; ; ) {
    const rows = await read({ before, limit: ROWS_AT_ONCE })
    yield rows.map(show)
    if (rows.length < ROWS_AT_ONCE) return
    before = rows.at(-1)!.id
  }
}

function exportedEmail(user: User) {
  return ({ kind, recipient, status, createdAt, sentAt }: EmailRecord): ExportAnswer['mails'][number] => {
    // Whether and when it was sent could show that the email has an account, whose owner gets another email instead.
    const untold = kind === 'confirm-email' && canonicalEmail(recipient) !== user.emailCanonical
    return {
      kind,
      to: recipient,
      status: untold ? 'untold' : status,
      created_at: createdAt.toISOString(),
      sent_at: untold ? null : (sentAt?.toISOString() ?? null),
    }
  }
}

function exportedNotice({
  clientName,
  status,
  createdAt,
  decidedAt,
}: NoticeRecord): ExportAnswer['logout_notices'][number] {
  const [created_at, decided_at] = [createdAt.toISOString(), decidedAt?.toISOString() ?? null]
  return { app: clientName, status, created_at, decided_at }
}

type Login = Awaited<ReturnType<typeof pageOfAppLogins>>[number]
const exportedLogin = ({ name, sessionId, firstAt, lastAt }: Login) => ({
  app: name,
  session_id: sessionId,
  first_at: firstAt.toISOString(),
  last_at: lastAt.toISOString(),
})
