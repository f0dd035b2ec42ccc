import { type AppLoginPath, appLoginPath } from '@/app/_http/form/app-login-path'
import { answerWithCookie } from '@/lib/exchange'
import { onwardCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { read, keep, forget } = keptCookie(onwardCookie)

/** The login of an app that this browser left and is on its way back to. */
export async function onwardPath(): Promise<AppLoginPath | undefined> {
  // Checked again when it is used: another program on this machine may have set the cookie.
  return appLoginPath(await read())
}

/** Remembers the way back into an app over an email. Any other `next` is not kept. */
export async function rememberOnward(next: unknown): Promise<void> {
  const path = appLoginPath(next)
  if (path) await keep(path)
}

/** The same, forgotten: it leads on once. */
export async function takeOnward(): Promise<AppLoginPath | undefined> {
  const path = await onwardPath()
  if (path) await forget()
  return path
}

/** `rememberOnward` for a page, which cannot set cookies while it renders. */
export function keepOnwardWithPage(path: AppLoginPath): void {
  const { name, options } = onwardCookie()
  answerWithCookie({ name, value: path, options })
}

/** Forgets the way to this page once the person has arrived. */
export async function forgetOnwardWithPage(path: AppLoginPath): Promise<void> {
  if ((await onwardPath()) !== path) return
  const { name, options } = onwardCookie()
  answerWithCookie({ name, value: '', options: { ...options, maxAge: 0 } })
}
