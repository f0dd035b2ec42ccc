import { type KeepDays, type SweptKind, sweepBatch, sweepSteps } from '@/db/sweep/sweep'

type Swept = Record<SweptKind, number> & { more: boolean }

/** Sweeps one batch of each kind and returns how many rows were deleted. Undefined while another instance is sweeping. */
export async function sweepOnce(keep: KeepDays): Promise<Swept | undefined> {
  const swept: Swept = { sessions: 0, links: 0, registrations: 0, mails: 0, events: 0, accounts: 0, more: false }
  for (let step = 0; step < sweepSteps; step++) {
    const batch = await sweepBatch(step, keep)
    if (!batch) return undefined
    if (batch.counts) swept[batch.counts] += batch.removed
    swept.more ||= batch.more
  }
  return swept
}
