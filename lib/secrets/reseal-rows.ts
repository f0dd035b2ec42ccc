import { reseal, sealedBeginnings } from './sealed'

const AT_ONCE = 1_000

/** The rows of one table that contain a sealed text. */
export type SealedRows = {
  purpose: string
  /** Up to `limit` rows whose text begins in one of these ways. */
  find: (beginnings: string[], limit: number) => Promise<SealedRow[]>
  /** Replaces the text of a row, unless it is no longer `former`. */
  replace: (id: string, former: string, sealed: string) => Promise<void>
}
type SealedRow = { id: string; aad: string; sealed: string }

/**
 * Seals up to 1000 rows with the first secret of AUTH_SECRET that an older one sealed, so that the older one can be removed. A
 * row that a lost secret sealed stays as it is.
 */
export async function resealRows({ purpose, find, replace }: SealedRows): Promise<void> {
  const [, ...older] = sealedBeginnings(purpose)
  if (older.length === 0) return
  for (const { id, aad, sealed } of await find(older, AT_ONCE)) {
    const anew = reseal(purpose, aad, sealed)
    if (anew) await replace(id, sealed, anew)
  }
}
