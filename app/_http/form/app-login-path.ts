import { config } from '@/lib/config'
import { safePath } from './safe-path'

/** The page on which a login goes on into an app. */
export type AppLoginPath = `/login/app/${string}`

const APP_LOGIN = /^(\/login\/app\/[\w-]{1,64})(\?go)?$/

/** The path of such a page, if `next` is one, without the `?go` that it may end with; undefined for anything else and while PROVIDER is off. */
export function appLoginPath(next: unknown): AppLoginPath | undefined {
  if (!config().PROVIDER) return undefined
  return APP_LOGIN.exec(safePath(next))?.[1] as AppLoginPath | undefined
}

/**
 * Where a form leads on to. A page cannot redirect to an app after a form was sent, because browsers apply the policy
 * `form-action 'self'` to every redirect that follows. So the page of an app's login is entered through `?go`, which opens it
 * with a request of its own.
 */
export function pathAfterForm(next: unknown): string {
  const path = appLoginPath(next)
  return path ? `${path}?go` : safePath(next)
}
