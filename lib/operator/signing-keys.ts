import * as z from 'zod/mini'
import { recordActAlone } from '@/db/operator/acts'
import { addKeys, type StoredKey } from '@/db/provider/signing-keys'
import { signingAlgorithms } from '@/db/provider/tables'
import { forgetProviderKeys } from '@/lib/provider/keys/keys'
import { type KeyState, openedKeys } from '@/lib/provider/keys/opened-keys'
import { makeKey } from '@/lib/provider/keys/signing-key'
import { fail, ok, type Result } from '@/lib/result'
import { type Act, command } from './command'

/** A signing key as operators see it, never with its private part; times are ISO 8601. */
export type OperatorsKey = ReturnType<typeof operatorsKey>

function operatorsKey({ kid, alg, createdAt, signsFrom, publishedUntil }: StoredKey, state: KeyState | 'lost') {
  return {
    kid,
    alg,
    state,
    created_at: createdAt.toISOString(),
    signs_from: signsFrom.toISOString(),
    published_until: publishedUntil?.toISOString() ?? null,
  }
}

/** `lost` is a key that no secret in AUTH_SECRET opens. */
export const listKeys = command({ name: 'keys list', right: 'machine', record: false, input: z.object({}) }, async () =>
  ok({ keys: await keysNow() }),
)

/**
 * Publishes keys that sign after a day, unless some are waiting already; `now`: they sign as soon as every instance has read them.
 * `made` are the IDs of the new keys. There are none while an app has never logged anybody in, because the first keys are made then.
 */
export const rotateKeys = command(
  { name: 'keys rotate', right: 'machine', reason: true, input: z.object({ now: z.optional(z.literal(true)) }) },
  async ({ now }, act) => rotate(act, now ?? false),
)

async function rotate(act: Act, now: boolean): Promise<Result<{ made: string[]; keys: OperatorsKey[] }>> {
  const { keys, lost } = await openedKeys()
  // A key that is sealed with another secret than the server's would be lost to the server.
  if (lost.length > 0 && keys.length === 0) return fail('invalid-input', { AUTH_SECRET: [WRONG_SECRET] })
  const rotated = signingAlgorithms.filter((alg) => {
    const states = keys.filter((key) => key.alg === alg).map(({ state }) => state)
    return states.includes('current') && (now || !states.includes('next'))
  })
  if (rotated.length === 0) {
    await recordActAlone(act, { made: [] })
    return ok({ made: [], keys: await keysNow() })
  }
  const made = await Promise.all(rotated.map(makeKey))
  const known = [...keys, ...lost].map(({ kid }) => kid)
  // False if somebody else was faster.
  if (!(await addKeys(made, known, now ? 'soon' : 'next', act))) return rotate(act, now)
  forgetProviderKeys()
  return ok({ made: made.map(({ kid }) => kid), keys: await keysNow() })
}

const WRONG_SECRET = 'It opens none of the signing keys. Run this with the AUTH_SECRET of the server.'

async function keysNow(): Promise<OperatorsKey[]> {
  const { keys, lost } = await openedKeys()
  return [...keys.map((key) => operatorsKey(key, key.state)), ...lost.map((key) => operatorsKey(key, 'lost'))]
}
