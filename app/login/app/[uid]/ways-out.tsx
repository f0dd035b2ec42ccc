import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { cancelAppLoginAction, logInAsSomeoneElseAction } from './action'
import { PathButton } from './path-button'

/** Back to the app without logging in there. */
export function CancelLogin({ path, app, main }: { path: AppLoginPath; app: ShownApp; main?: boolean }) {
  return (
    <PathButton path={path} action={cancelAppLoginAction} main={main}>
      {`Cancel and go back to ${app.name}`}
    </PathButton>
  )
}

/** Logs this browser out; the login form then leads on into the same app. */
export function LogInAsSomeoneElse({ path, main, children }: { path: AppLoginPath; main?: boolean; children: string }) {
  return (
    <PathButton path={path} action={logInAsSomeoneElseAction} main={main}>
      {children}
    </PathButton>
  )
}
