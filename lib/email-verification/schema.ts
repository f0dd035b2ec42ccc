import * as z from 'zod/mini'
import { newPassword, personFields } from '@/lib/accounts/schema'
import { token } from '@/lib/links/schema'

/** What the page asks the reader of the mailbox for, unless the browser that registered opens the link. */
export const registrationDetails = z.object({ ...personFields, password: newPassword })

/** `browser` is the secret of the browser that registered. */
export const verifyEmailInput = z.extend(z.partial(registrationDetails), { token, browser: z.optional(z.string()) })
