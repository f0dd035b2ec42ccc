import * as z from 'zod/mini'
import type { Passkey } from '@/db/factors/passkeys'
import { isUsable } from '@/lib/factors/webauthn/usable-passkeys'

/** A passkey without its key. */
export const passkeyAnswer = z.object({
  id: z.guid(),
  name: z.string(),
  synced: z.boolean(),
  usable: z.boolean(),
  created_at: z.iso.datetime(),
  last_used_at: z.nullable(z.iso.datetime()),
})
export type PublicPasskey = z.output<typeof passkeyAnswer>

export function publicPasskey(passkey: Passkey): PublicPasskey {
  const { id, name, synced, createdAt, lastUsedAt } = passkey
  return {
    id,
    name,
    synced,
    usable: isUsable(passkey),
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  }
}
