import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { newPassword } from '@/lib/accounts/schema'
import { linkInput, token } from '@/lib/links/schema'

export const forgotPasswordInput = z.object({ email })

/** What a person types; the token is in a cookie. */
export const newPasswordFields = z.object({ new_password: newPassword })

export const resetPasswordInput = z.extend(newPasswordFields, { token })

export const resendResetInput = linkInput
