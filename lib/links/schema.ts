import * as z from 'zod/mini'

export const token = z.string('Open the link from your email again.')

/** The input of every page that needs only its link and a button. */
export const linkInput = z.object({ token })
