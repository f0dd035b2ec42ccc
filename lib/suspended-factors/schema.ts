import * as z from 'zod/mini'
import { confirmationFields } from '@/lib/confirmation/schema'

/** Any text is accepted as an ID, so that a malformed ID and an unknown one get the same answer. */
export const suspendedFactorInput = z.object({ id: z.string(), ...confirmationFields })
