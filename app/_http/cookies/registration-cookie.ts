import { registrationCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

/** The page behind the emailed link recognizes the browser that registered by this secret. */
export const {
  read: registrationSecret,
  keep: keepRegistrationSecret,
  forget: forgetRegistrationSecret,
} = keptCookie(registrationCookie)
