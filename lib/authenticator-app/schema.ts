import * as z from 'zod/mini'
import { appCode } from '@/lib/factors/codes/code'

/** A code of the app that is being set up shows that it has the secret. */
export const finishAuthenticatorAppInput = z.object({ code: appCode })
