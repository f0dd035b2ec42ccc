import { actTitle } from '@/lib/operator/acts/act-names'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'

/** What `users show` answers. */
export type Shown = AnswerOf<'users show'>

export type ConsoleAct = {
  /** In place of its name. */
  button?: string
  /** What the button will do. */
  says: string
  /** What the next page says once it is done, and as well if there was nothing left to do. */
  done: string
  /** Whether it makes sense for the account as it is now. */
  fits: (shown: Shown) => boolean
  /** Whether it can be taken back, said beside the field for the email of the account. */
  undo?: string
  /** What support reads in its place, if only admins may do it. */
  askAdmin?: string
  /** It is done with one of the account's emails, and offered beside it. */
  onEmail?: true
}

const isUsable = ({ user }: Shown) => !user.disabled_at && !user.contested_at

/** What members of staff can do with an account, in the order of its page. Who may do what is decided by the command alone. */
const consoleActs = {
  'users mail-reset': {
    says: 'The account owner gets an email with a link to choose a new password. You don’t see the link.',
    done: 'We’re emailing the account owner a reset link.',
    fits: (shown) => isUsable(shown) && !(shown.user.email_unreachable_at && shown.user.has_password),
  },
  'users resend-verification': {
    says: 'The account owner gets another link to verify the email. The former link no longer works.',
    done: 'We’re emailing the account owner another link to verify the email.',
    fits: (shown) => isUsable(shown) && !shown.user.email_verified,
  },
  'users try-address': {
    says: 'Emails to this account bounced, so reset emails are no longer sent. This allows them again.',
    done: 'Emails are sent to this account again.',
    fits: ({ user }) => user.email_unreachable_at !== null,
  },
  'mail retry': {
    button: 'Try again now',
    says: 'The email is sent again, without waiting for the next attempt.',
    done: 'We’re trying to send the email again. Reload this page in a moment.',
    fits: () => true,
    onEmail: true,
  },
  'users clear-attempts': {
    says: 'Failed logins and wrong codes are forgotten, so the account owner can try again at once.',
    done: 'Failed attempts are cleared. They can try again now.',
    fits: () => true,
  },
  'users revoke-sessions': {
    says: 'Every browser and API client is logged out of this account. The password stays the same.',
    done: 'The account is logged out everywhere.',
    fits: ({ sessions }) => sessions > 0,
  },
  'users disable': {
    says: 'Nobody can log in until the account is enabled again. Every device is logged out. The owner gets one email about this, and no others.',
    done: 'The account is disabled.',
    fits: ({ user }) => !user.disabled_at,
  },
  'users enable': {
    says: 'The account owner can log in again.',
    done: 'The account is enabled.',
    fits: ({ user }) => user.disabled_at !== null && user.deletion_due_at === null,
  },
  'users reset-factors': {
    says: 'This turns off two-step login, removes the authenticator app, the recovery codes and all passkeys, and logs the account out everywhere. Make sure the account owner is asking.',
    done: 'Two-step login is off, and the account has no passkeys.',
    undo: 'It can’t be undone.',
    askAdmin: 'An admin can reset two-step login.',
    fits: ({ second_factors: { two_step, passkeys, suspended } }) =>
      two_step !== null || passkeys.length > 0 || suspended.length > 0,
  },
  'users schedule-deletion': {
    says: 'The account is closed at once, and deleted with all its data after 72 hours. Its owner gets an email. Until then an admin can cancel this. Logging in does not cancel it.',
    done: 'The account is closed and will be deleted in 72 hours.',
    undo: 'It can be canceled for 72 hours, and not after that.',
    askAdmin: 'An admin can schedule the deletion.',
    fits: ({ user }) => user.deletion_due_at === null,
  },
  'users cancel-deletion': {
    says: 'The account is kept, and its owner can log in again.',
    done: 'The deletion is canceled.',
    askAdmin: 'An admin can cancel the deletion.',
    fits: ({ user }) => user.deletion_due_at !== null,
  },
} as const satisfies Partial<Record<CommandName, ConsoleAct>>

export type ConsoleActName = keyof typeof consoleActs

export const consoleActNames = Object.keys(consoleActs) as ConsoleActName[]

export function isConsoleAct<T>(name: T): name is T & ConsoleActName {
  return typeof name === 'string' && Object.hasOwn(consoleActs, name)
}

/** What is pressed is called as the record of acts calls it. */
export const consoleAct = (name: ConsoleActName): ConsoleAct & { button: string } => ({
  button: actTitle(name),
  ...consoleActs[name],
})
