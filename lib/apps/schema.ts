import * as z from 'zod/mini'

/** Any text is accepted as an ID, so that a malformed ID and an unknown one get the same answer. */
export const removeAppInput = z.object({ id: z.string() })
