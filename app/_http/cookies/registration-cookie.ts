import { registrationCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

/** By which the page behind the mailed link knows the browser that registered. */
export const {
  read: registrationSecret,
  keep: keepRegistrationSecret,
  forget: forgetRegistrationSecret,
} = keptCookie(registrationCookie)
