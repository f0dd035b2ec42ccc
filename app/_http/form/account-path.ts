import { safePath } from './safe-path'
import { ACCOUNT } from './with-next'

/** Where to go on within the account: a path of its pages, or /account for anything else in `next`. */
export function accountPath(next: unknown): `/account${string}` {
  const path = safePath(next)
  return /^\/account(?=[/?#]|$)/.test(path) ? (path as `/account${string}`) : ACCOUNT
}
