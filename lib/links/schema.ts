import * as z from 'zod/mini'

export const token = z.string('Open the link from the mail again.')

/** All that a link with one button needs. */
export const linkInput = z.object({ token })
