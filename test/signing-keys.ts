import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose'
import { query } from '@/db/connection/client'
import { type SigningAlgorithm, signingKeys } from '@/db/provider/tables'
import { forgetProviderKeys, type ProviderKeys, providerKeys } from '@/lib/provider/keys/keys'

/** An installation that has no signing keys yet. */
export async function withoutKeys(): Promise<void> {
  await query((db) => db.delete(signingKeys))
  forgetProviderKeys()
}

let firstKeys: (typeof signingKeys.$inferSelect)[] | undefined

/** An installation that has just made its first keys. Each worker makes them once, because an RSA key may take half a second. */
export async function withFirstKeys(): Promise<void> {
  await withoutKeys()
  if (firstKeys) {
    const rows = firstKeys.map((row) => ({ ...row, createdAt: sql`now()`, signsFrom: sql`now()` }))
    await query((db) => db.insert(signingKeys).values(rows))
  } else {
    await providerKeys()
    firstKeys = await keyRows()
  }
}

/** Moves the clock on, by moving every key into the past, and forgets what this process has read. */
export async function letPass(time: string): Promise<void> {
  const earlier = (column: string) => sql.raw(`${column} - interval '${time}'`)
  const moved = { createdAt: earlier('created_at'), signsFrom: earlier('signs_from') }
  await query((db) => db.update(signingKeys).set({ ...moved, publishedUntil: earlier('published_until') }))
  forgetProviderKeys()
}

export const keyRows = () => query((db) => db.select().from(signingKeys).orderBy(signingKeys.signsFrom))

/** The key that signs, as the library chooses it: the first one of its algorithm. */
export const signer = ({ jwks }: ProviderKeys, alg: SigningAlgorithm) => jwks.find((jwk) => jwk.alg === alg)!

export async function sign(keys: ProviderKeys, alg: SigningAlgorithm): Promise<string> {
  const jwk = signer(keys, alg)
  return new SignJWT()
    .setProtectedHeader({ alg, kid: jwk.kid })
    .setSubject('ann')
    .sign(await importJWK({ ...jwk }))
}

/** True if an app that has fetched these keys accepts the token. */
export async function accepts({ jwks }: ProviderKeys, token: string): Promise<boolean> {
  const keys = jwks.map(({ kid, alg, use, ...jwk }) => ({ ...publicPart(jwk), kid, alg, use }))
  return jwtVerify(token, createLocalJWKSet({ keys } as Parameters<typeof createLocalJWKSet>[0])).then(
    () => true,
    () => false,
  )
}

const publicPart = (key: JsonWebKey) => createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' })
