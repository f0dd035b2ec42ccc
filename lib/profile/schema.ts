import * as z from 'zod/mini'
import { personFields } from '@/lib/accounts/schema'

export const updateProfileInput = z.partial(z.object(personFields))
