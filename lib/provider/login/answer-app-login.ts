import * as z from 'zod/mini'
import { operation } from '@/lib/operation'
import { ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

/** `cookie` is the Cookie header: only the browser that began the login of an app has the cookie that answers it. */
const ofLogin = z.object({ uid: z.string(), cookie: z.string() })
/** Imported when it is needed, so that nothing of the provider is loaded while PROVIDER is off. */
const provider = () => import('./app-login')

const decision = z.extend(ofLogin, { user: z.string(), scopes: z.string(), allowed: z.boolean() })

/**
 * Answers the consent page. `user` is the account that the page showed, and `scopes` what it said that the app gets. An expired login changes nothing, and the page then
 * says that it has expired.
 */
export const answerConsent = loggedInOperation({
  input: decision,
  throttle: limitCalls('consent', perAccount(60, '1h')),
  run: async ({ uid, cookie, user, scopes, allowed }, caller, session) => {
    // Another account may have logged in in another tab, and its owner has not seen what the app would get.
    if (user === session.user.id)
      await (await provider()).decideConsent(uid, cookie, session, { allowed, shown: scopes }, caller)
    return ok({})
  },
})

/** Sends the person back to the app without logging in there. */
export const cancelAppLogin = operation({
  input: ofLogin,
  run: async ({ uid, cookie }) => {
    await (await provider()).declineAppLogin(uid, cookie)
    return ok({})
  },
})
