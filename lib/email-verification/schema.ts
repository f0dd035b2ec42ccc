import * as z from 'zod/mini'
import { newPassword, personFields } from '@/lib/accounts/schema'
import { token } from '@/lib/links/schema'

/** The fields of the page if the link is opened in a browser other than the one that registered. */
export const registrationDetails = z.object({ ...personFields, password: newPassword })

/** `browser` is the secret of the browser that registered. */
export const verifyEmailInput = z.extend(z.partial(registrationDetails), { token, browser: z.optional(z.string()) })
