import { formCaller } from '@/app/_http/form/run-form'
import { trustBrowser } from '@/lib/trusted-browsers/trust-browser'
import { trustedCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { keep } = keptCookie(trustedCookie)

/** Trusts this browser after a login with a second step, if its session allows that. */
export async function trustThisBrowser(login: { token: string }): Promise<void> {
  const caller = await formCaller()
  const value = caller && (await trustBrowser(login, caller))
  if (value) await keep(value)
}
