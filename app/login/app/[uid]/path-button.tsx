import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { ButtonForm } from '@/app/_ui/forms/button-form'

type Props = {
  path: AppLoginPath
  action: (form: FormData) => Promise<void>
  main?: boolean
  /** The account that the page shows, for an action that must not be taken for another one. */
  user?: string
  /** The scopes that the page names, for the same reason. */
  scopes?: string[]
  children: string
}

/** A button that acts on one login of an app. */
export function PathButton({ path, action, main, user, scopes, children }: Props) {
  return (
    <ButtonForm action={action}>
      <input type="hidden" name="next" value={path} />
      {user && <input type="hidden" name="user" value={user} />}
      {scopes && <input type="hidden" name="scopes" value={scopes.join(' ')} />}
      <button type="submit" className={main ? 'main' : undefined}>
        {children}
      </button>
    </ButtonForm>
  )
}
