import * as z from 'zod/mini'
import { wellFormed } from '@/lib/accounts/well-formed-text'

export const issueTokenInput = z.object({ audience: wellFormed('Name the service that the token is for.') })
