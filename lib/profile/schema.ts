import * as z from 'zod/mini'
import { byPhoneNumberMode } from '@/lib/accounts/schema'

export const updateProfileInput = byPhoneNumberMode((person) => z.partial(z.object(person)))
