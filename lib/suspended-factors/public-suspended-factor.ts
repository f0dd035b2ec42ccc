import * as z from 'zod/mini'
import type { SuspendedFactor } from '@/db/factors/set-aside/suspended-factors'

/** A second factor that "this wasn't me" has suspended. `name` is a passkey's; `made_at` says when it was added, set up or made. */
export const suspendedFactorAnswer = z.object({
  id: z.guid(),
  kind: z.enum(['authenticator-app', 'recovery-codes', 'passkey']),
  name: z.nullable(z.string()),
  made_at: z.iso.datetime(),
  suspended_at: z.iso.datetime(),
})
export type PublicSuspendedFactor = z.output<typeof suspendedFactorAnswer>

export function publicSuspendedFactor(factor: SuspendedFactor): PublicSuspendedFactor {
  const { id, kind, name, madeAt, suspendedAt } = factor
  return { id, kind, name, made_at: madeAt.toISOString(), suspended_at: suspendedAt.toISOString() }
}
