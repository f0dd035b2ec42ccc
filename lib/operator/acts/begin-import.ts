import * as z from 'zod/mini'
import { command } from '@/lib/operator/command'
import { ok } from '@/lib/result'

/** The act of an import, which `importUsers` records with the first accounts that it adds. */
export const beginImport = command({ name: 'import', right: 'machine', input: z.object({}) }, async (_, act) =>
  ok({ act }),
)
