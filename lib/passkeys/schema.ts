import * as z from 'zod/mini'
import { name } from '@/lib/accounts/name'
import { confirmationFields } from '@/lib/confirmation/schema'
import { attestation } from '@/lib/factors/webauthn/credential'

const passkeyName = name('Enter a name for this passkey.')

export const passkeyOptionsInput = z.object(confirmationFields)

/** Without a name, the passkey is called after the browser and system that added it. */
export const addPasskeyInput = z.object({ credential: attestation, name: z.optional(passkeyName) })

/** Any text is accepted as an ID, so that a malformed ID and an unknown one get the same answer. */
export const renamePasskeyInput = z.object({ id: z.string(), name: passkeyName })
export const removePasskeyInput = z.object({ id: z.string(), ...confirmationFields })
