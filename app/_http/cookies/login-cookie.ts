import { loginCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

/** The login in this browser that waits for its second step. */
export const { read: loginToken, keep: keepLoginToken, forget: forgetLoginToken } = keptCookie(loginCookie)
