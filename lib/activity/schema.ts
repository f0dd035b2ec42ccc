import * as z from 'zod/mini'

/** `before` is the cursor that the page before it gave. */
export const listActivityInput = z.object({ before: z.optional(z.guid('Take the cursor from “next”.')) })
