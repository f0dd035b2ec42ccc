import { and, desc, eq, getTableColumns, gt, inArray, isNull, like, lte, or, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type Act, recordAct } from '@/db/operator/acts'
import {
  KEY_SIGNS_DAYS,
  NEXT_KEY_MINUTES,
  OFFLINE_GRANT_DAYS,
  PAST_KEY_MINUTES,
  SOON_KEY_MINUTES,
} from '@/lib/rules/signing-key-times'
import { type SigningAlgorithm, signingKeys } from './tables'

/** "keys" in ASCII, for PostgreSQL's advisory locks. */
const KEYS_LOCK = 0x6b657973

const minutes = (count: number) => sql`make_interval(mins => ${count})`
const isPublished = or(isNull(signingKeys.publishedUntil), gt(signingKeys.publishedUntil, sql`now()`))

/** All questions about time are answered by the database's clock, which is the same for every instance. */
export type StoredKey = typeof signingKeys.$inferSelect & {
  /** Apps can fetch it. */
  isPublished: boolean
  /** Its time to sign has come. */
  signs: boolean
  /** It has signed for so long that its successor has to be published. */
  isOld: boolean
}

/** The keys that apps can fetch, the newest first. */
export async function publishedKeys(): Promise<StoredKey[]> {
  return (await storedKeys()).filter((key) => key.isPublished)
}

/** Every key, also those that are kept only to recognize what they signed; the newest first. */
export function storedKeys(): Promise<StoredKey[]> {
  const { signsFrom, alg, kid } = signingKeys
  const signs = sql<boolean>`${signsFrom} <= now()`
  const isOld = sql<boolean>`${signsFrom} <= now() - make_interval(days => ${KEY_SIGNS_DAYS}) + ${minutes(NEXT_KEY_MINUTES)}`
  return query((db) =>
    db
      .select({ ...getTableColumns(signingKeys), isPublished: sql<boolean>`${isPublished}`, signs, isOld })
      .from(signingKeys)
      .orderBy(desc(signsFrom), desc(alg), kid),
  )
}

export type NewKey = Pick<StoredKey, 'kid' | 'alg' | 'publicJwk' | 'sealed'>

/** When new keys sign: once every app can have fetched them, once every process has read them, or at once. */
const signIn = { next: NEXT_KEY_MINUTES, soon: SOON_KEY_MINUTES, now: 0 }

/**
 * Stores one key for each algorithm. `now` is for an installation that has none yet; apart from `next`, keys that wait for their
 * time are dropped. False if there is a key of these algorithms beside the `known` ones, because another
 * instance was faster; then nothing is stored. `act` is the operator's command; Rekey also rotates keys by itself.
 */
export function addKeys(keys: NewKey[], known: string[], from: keyof typeof signIn, act?: Act): Promise<boolean> {
  const algorithms = keys.map(({ alg }) => alg)
  return transaction(async (tx) => {
    await tx.select({ lock: sql`pg_advisory_xact_lock(${KEYS_LOCK}::bigint)` }).from(sql`(select 1) as one`)
    const ofThese = inArray(signingKeys.alg, algorithms)
    const there = await tx.select({ kid: signingKeys.kid }).from(signingKeys).where(and(ofThese, isPublished))
    if (there.some(({ kid }) => !known.includes(kid))) return false
    if (from !== 'next') await tx.delete(signingKeys).where(and(ofThese, gt(signingKeys.signsFrom, sql`now()`)))
    const signsFrom = sql`now() + ${minutes(signIn[from])}`
    await tx.insert(signingKeys).values(keys.map((key) => ({ ...key, signsFrom })))
    await endPredecessors(tx, algorithms)
    if (act) await recordAct(tx, act, { made: keys.map(({ kid }) => kid) })
    return true
  })
}

/** Each key is published until its tokens have ended, counted from the moment when its successor begins to sign. */
async function endPredecessors(tx: Database, algorithms: SigningAlgorithm[]): Promise<void> {
  const successor = sql`(
    select min(newer.signs_from) from signing_keys newer
    where newer.alg = signing_keys.alg and newer.signs_from > signing_keys.signs_from
  )`
  await tx
    .update(signingKeys)
    .set({ publishedUntil: sql`${successor} + ${minutes(PAST_KEY_MINUTES)}` })
    .where(inArray(signingKeys.alg, algorithms))
}

/**
 * Removes the keys of logins that have ended. Until then an app shows at a logout which login it means, by an ID token that may be
 * as old as the login (OpenID Connect RP-Initiated Logout §2).
 */
export async function removeEndedKeys(): Promise<void> {
  const longAgo = sql`now() - make_interval(days => ${OFFLINE_GRANT_DAYS})`
  await query((db) => db.delete(signingKeys).where(lte(signingKeys.publishedUntil, longAgo)))
}

/** Up to `limit` keys whose sealed part begins in one of these ways. */
export function findSealedKeys(beginnings: string[], limit: number) {
  const { kid, sealed } = signingKeys
  const begins = or(...beginnings.map((each) => like(sealed, `${each}%`)))
  return query((db) => db.select({ id: kid, aad: kid, sealed }).from(signingKeys).where(begins).limit(limit))
}

/** Replaces the sealed part of a key, unless it is no longer the former one. */
export async function replaceSealedKey(kid: string, former: string, sealed: string): Promise<void> {
  const unchanged = and(eq(signingKeys.kid, kid), eq(signingKeys.sealed, former))
  await query((db) => db.update(signingKeys).set({ sealed }).where(unchanged))
}
