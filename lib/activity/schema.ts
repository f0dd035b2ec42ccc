import * as z from 'zod/mini'

/** `before` is the cursor returned as `next` with the previous page. */
export const listActivityInput = z.object({
  before: z.optional(z.guid('Use the value of “next” from the previous page.')),
})
