/** Why some sessions end. What apps may do without a session stays, because the account owner logged out of a device only. */
export type EndOfSome = 'logout' | 'revoked' | 'limit' | 'expired'
/** Why all sessions end, and everything else that apps have of the account with them, because a stranger may have allowed it. */
export type EndOfAll =
  | 'password-reset'
  | 'not-me'
  | 'undo-email'
  | 'contest'
  | 'contest-settled'
  | 'disabled'
  | 'logout-by-operator'
  | 'account-deletion-requested'
  | 'account-deleted'
  | 'factors-reset'
/** Why all sessions but one end. */
export type EndOfOthers =
  | 'password-changed'
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'authenticator-app-removed'
  | 'passkey-removed'
export type Cause = EndOfSome | EndOfAll | EndOfOthers

/**
 * Whether the account also forgets its trusted browsers, in which the password alone would log in again: after whatever says
 * that a stranger may know the password or have the browser, and after each change of the second factors, which trust stands for.
 */
export const forgetsBrowsers: Record<Cause, boolean> = {
  'password-reset': true,
  'password-changed': true,
  'not-me': true,
  'undo-email': true,
  contest: true,
  'contest-settled': true,
  'factors-reset': true,
  'two-step-on': true,
  'two-step-off': true,
  'authenticator-app-replaced': true,
  'authenticator-app-removed': true,
  'passkey-removed': true,
  disabled: false,
  'logout-by-operator': false,
  'account-deletion-requested': false,
  'account-deleted': false,
  logout: false,
  revoked: false,
  limit: false,
  expired: false,
}

/**
 * Whether a member of staff may no longer enter the console until an operator says so: after whatever a stranger could do who has
 * only the mailbox. With two-step login, a new password alone opens nothing, so a reset suspends only without it.
 */
export const suspendsStaff: Partial<Record<Cause, 'always' | 'without-two-step'>> = {
  'password-reset': 'without-two-step',
  'not-me': 'always',
  'undo-email': 'always',
  contest: 'always',
  'contest-settled': 'always',
  'factors-reset': 'always',
}
