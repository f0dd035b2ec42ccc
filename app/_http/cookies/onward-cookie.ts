import { accountPath } from '@/app/_http/form/account-path'
import { type AppLoginPath, appLoginPath } from '@/app/_http/form/app-login-path'
import { ACCOUNT } from '@/app/_http/form/with-next'
import { answerWithCookie } from '@/lib/exchange'
import { onwardCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { read, keep, forget } = keptCookie(onwardCookie)

/** The login of an app, or the page of the account on which two-step login had to be set up first. */
type OnwardPath = AppLoginPath | `/account/${string}`

/** What this browser left and is on its way back to. */
export async function onwardPath(): Promise<OnwardPath | undefined> {
  const kept = await read()
  // Checked again when it is used: another program on this machine may have set the cookie.
  return appLoginPath(kept) ?? accountPage(kept)
}

/** A page below /account, where everybody goes anyway. */
function accountPage(kept: unknown): `/account/${string}` | undefined {
  const path = accountPath(kept)
  return path === ACCOUNT ? undefined : (path as `/account/${string}`)
}

/** Remembers the way back into an app over an email. Any other `next` is not kept. */
export async function rememberOnward(next: unknown): Promise<void> {
  const path = appLoginPath(next)
  if (path) await keep(path)
}

/** The same before two-step login has to be set up, which someone may also do on the way to a page of the account. */
export async function rememberBeforeSetUp(next: unknown): Promise<void> {
  const path = appLoginPath(next) ?? accountPage(next)
  if (path) await keep(path)
}

/** What `onwardPath` says, forgotten: it leads on once. */
export async function takeOnward(): Promise<OnwardPath | undefined> {
  const path = await onwardPath()
  if (path) await forget()
  return path
}

/** `rememberOnward` for a page, which cannot set cookies while it renders. */
export function keepOnwardWithPage(path: OnwardPath): void {
  const { name, options } = onwardCookie()
  answerWithCookie({ name, value: path, options })
}

/** Forgets the way to this page once the person has arrived. */
export async function forgetOnwardWithPage(path: AppLoginPath): Promise<void> {
  if ((await onwardPath()) !== path) return
  const { name, options } = onwardCookie()
  answerWithCookie({ name, value: '', options: { ...options, maxAge: 0 } })
}
