import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { newPassword } from '@/lib/accounts/schema'

export const forgotPasswordInput = z.object({ email })

const token = z.string('Open the link from the mail again.')

export const resetPasswordInput = z.object({ token, new_password: newPassword })

export const resendResetInput = z.object({ token })
