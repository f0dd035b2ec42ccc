import * as z from 'zod/mini'
import { byPhoneNumberMode, newPassword } from '@/lib/accounts/schema'
import { token } from '@/lib/links/schema'

/** The fields of the page if the link is opened in a browser other than the one that registered. */
export const registrationDetails = byPhoneNumberMode((person) => z.object({ ...person, password: newPassword }))

/** `browser` is the secret of the browser that registered. */
export const verifyEmailInput = byPhoneNumberMode((person) =>
  z.extend(z.partial(z.object({ ...person, password: newPassword })), { token, browser: z.optional(z.string()) }),
)
