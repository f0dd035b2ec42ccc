import * as z from 'zod/mini'
import { asTyped } from '@/lib/accounts/well-formed-text'
import { token } from '@/lib/links/schema'

const password = asTyped('Enter the password that you chose when you registered.')

/** What the page asks for where another browser registered. */
export const chosenPassword = z.object({ password })

/** `browser` is the secret of the browser that registered. */
export const verifyEmailInput = z.object({ token, password: z.optional(password), browser: z.optional(z.string()) })
