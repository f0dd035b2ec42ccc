import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { type StaffRole, staff } from '@/db/staff/tables'
import type { Caller } from '@/lib/operation'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'

type Someone = Awaited<ReturnType<typeof someone>>
type InBrowser = Caller & { credential: { tokenHash: string } }

/** An account of staff. */
export async function aMember(role: StaffRole = 'support', overrides: Parameters<typeof someone>[0] = {}) {
  const user = await someone({ verified: true, ...overrides })
  await makeStaff(user, role)
  return user
}

export async function makeStaff({ id: userId }: Pick<Someone, 'id'>, role: StaffRole = 'support'): Promise<void> {
  await query((db) => db.insert(staff).values({ userId, role }))
}

/** A member whose console is open in a browser, without the cost of a password. */
export async function aMemberAtWork(role: StaffRole = 'support') {
  const user = await aMember(role, { passwordHash: 'old' })
  const caller = await aCallerOf(user, 'browser')
  await agedConsole(caller, { since: 0, seen: 0 })
  return { user, caller }
}

/** As if the console had been entered and last used this many minutes ago. */
export async function agedConsole({ credential }: InBrowser, { since, seen }: { since: number; seen: number }) {
  const ago = (minutes: number) => sql`now() - make_interval(secs => ${minutes * 60})`
  await query((db) =>
    db
      .update(sessions)
      .set({ staffSince: ago(since), staffSeenAt: ago(seen) })
      .where(eq(sessions.tokenHash, credential.tokenHash)),
  )
}

/** Nobody is staff but who is added from now on; accounts of other tests stay. */
export async function withoutStaff(): Promise<void> {
  await query((db) => db.delete(staff))
}
