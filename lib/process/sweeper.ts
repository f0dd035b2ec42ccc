import { type KeepDays, type SweptKind, sweepBatch, sweepSteps } from '@/db/sweep/sweep'
import { config } from '@/lib/config'
import { describeError, log } from '@/lib/log'
import { tendCounts } from '@/lib/operator/tend-counts'
import { tendNameKeys } from '@/lib/operator/tend-name-keys'
import { tendKeys } from '@/lib/provider/keys/tend-keys'
import { tendTwoStep } from '@/lib/two-step/tend-two-step'

export const SWEEP_EVERY_MINUTES = 10

/** For how many days data is kept after its end: long enough to answer "what happened to my email?", and no longer. */
const keepDays: KeepDays = { links: 30, registrations: 7, mails: 90, events: 400 }

type Counts = Record<SweptKind, number>

/**
 * Counts what happened on finished days, removes expired data, deletes the accounts whose day has come, and takes care of the signing
 * keys, of two-step login and of the keys of names, on one instance at a time.
 * Never throws.
 */
export async function sweep(): Promise<void> {
  const counts: Counts = { sessions: 0, links: 0, registrations: 0, mails: 0, events: 0, accounts: 0 }
  const failures: unknown[] = []
  // First, so that nothing of a finished day is removed before it is counted.
  await tendCounts().catch((error) => failures.push(error))
  // A failed step does not stop the others; after a second one, the database is probably unavailable.
  for (let step = 0; step < sweepSteps && failures.length < 2; step++) {
    try {
      if (!(await sweepStep(step, counts))) return
    } catch (error) {
      failures.push(error)
    }
  }
  const alsoTended = [tendTwoStep, tendNameKeys, ...(config().PROVIDER ? [tendKeys] : [])]
  for (const tend of alsoTended) if (failures.length < 2) await tend().catch((error) => failures.push(error))
  if (failures.length > 0) log().warn({ event: 'sweep.failed', ...counts, ...describeError(failures[0]) })
  else log().info({ event: 'sweep', ...counts })
}

/** False while another instance sweeps. */
async function sweepStep(step: number, counts: Counts): Promise<boolean> {
  for (;;) {
    const batch = await sweepBatch(step, keepDays)
    if (!batch) return false
    if (batch.counts) counts[batch.counts] += batch.removed
    if (!batch.more) return true
  }
}
