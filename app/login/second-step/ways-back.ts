import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { appLoginPath, pathAfterForm } from '@/app/_http/form/app-login-path'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'

/** Where the login begins again: on the page of the app that someone was on the way into, or on the login page. */
export function pathToLogin(next: unknown): string {
  return appLoginPath(next) ? pathAfterForm(next) : withNext('/login', safePath(next))
}

/** From a second step for which no login waits: on to `next` if it was finished, as in another tab, otherwise back to the password. */
export async function pathOfEndedLogin(
  next: unknown,
  notice: 'login-expired' | 'wrong-codes' = 'login-expired',
): Promise<string> {
  if (await loggedInUser()) return pathAfterForm(next)
  return withNext(`/login?notice=${notice}`, safePath(next))
}
