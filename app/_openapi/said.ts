import * as z from 'zod/mini'

/** A success of which there is no more to say than a sentence. */
export function said(means: string, message: string) {
  return { means, schema: z.object({ message: z.string() }), example: { message } }
}
