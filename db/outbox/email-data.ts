/** Several events of a kind in one email: the places that they came from, each with the time of its first event. */
export type GatheredEvents = {
  count: number
  last_at: string
  places: { at: string; ip?: string; user_agent?: string }[]
  /** There were further places. */
  unlisted: boolean
}

/** The data for an email's template. It never contains a secret, so a copy of the table opens no account; links are named by row. */
export type EmailData = {
  first_name?: string
  ip?: string
  user_agent?: string
  reset_id?: string
  verification_id?: string
  registration_id?: string
  email_change_id?: string
  email_undo_id?: string
  disavowal_id?: string
  email_contest_id?: string
  new_email?: string
  due_at?: string
  cause?: 'registration' | 'email-change'
  by?: 'reset' | 'change'
  outcome?: 'won' | 'lost'
  factor_change?: FactorChange
  passkey_name?: string
  codes_left?: number
  failure?: FailedSecondStep
  operator_change?: OperatorChange
  gathered?: GatheredEvents
  /** When an operator retried the email. */
  retried_at?: string
}

export type FactorChange =
  | 'two-step-on'
  | 'two-step-off'
  | 'authenticator-app-replaced'
  | 'authenticator-app-removed'
  | 'authenticator-app-kept'
  | 'passkey-added'
  | 'passkey-removed'
  | 'passkey-kept'
  | 'recovery-codes-made'
  | 'recovery-codes-kept'
  | 'factors-reset'

/** Somebody knew the password: they entered wrong codes, or left a login from a new device unfinished. */
export type FailedSecondStep = 'wrong-codes' | 'unfinished'

/** What an operator did to an account, as its owner is told. */
export type OperatorChange =
  | 'disabled'
  | 'enabled'
  | 'logged-out'
  | 'attempts-cleared'
  | 'email-tried-again'
  | 'email-verified'
  | 'reset-link-created'
  | 'deletion-scheduled'
  | 'deletion-canceled'
  | 'deletion-canceled-still-disabled'

export const emailKinds = [
  'welcome',
  'verify-email',
  'confirm-registration',
  'email-taken',
  'reset-password',
  'password-changed',
  'email-change-requested',
  'confirm-email',
  'email-changed',
  'account-taken-back',
  'account-contested',
  'contest-settled',
  'new-device',
  'phone-changed',
  'account-deletion-requested',
  'account-deleted',
  'second-factor-changed',
  'recovery-code-used',
  'second-step-failed',
  'changed-by-operator',
] as const
export type EmailKind = (typeof emailKinds)[number]
/** The kinds that tell the owner that something was done to the account. */
export type NoticeKind = Extract<
  EmailKind,
  | 'password-changed'
  | 'email-change-requested'
  | 'email-changed'
  | 'new-device'
  | 'phone-changed'
  | 'account-deletion-requested'
  | 'second-factor-changed'
  | 'recovery-code-used'
  | 'second-step-failed'
>
