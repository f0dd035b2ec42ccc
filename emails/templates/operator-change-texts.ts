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

type Texts = {
  subject: string
  happened: string
  /** What it means for the owner. */
  now: string
  /** What to do for an owner who asked for it. */
  wanted?: string
  /** What to do for an owner who did not. */
  unwanted: string
}

const NO_ACTION = 'If you asked for this, no action is needed.'

/** What the email about each act of an operator says, without a word about which operator it was. */
export function operatorChangeTexts(appName: string): Record<OperatorChange, Texts> {
  const people = `the people who run ${appName}`
  return {
    disabled: {
      subject: `Your ${appName} account was disabled`,
      happened: `An operator disabled your ${appName} account.`,
      now: 'Nobody can log in to it, and you were logged out on every device. Your data is still there.',
      unwanted: `If you didn’t ask for this, or think that it is a mistake, contact ${people}.`,
    },
    enabled: {
      subject: `Your ${appName} account was enabled again`,
      happened: `An operator enabled your ${appName} account again.`,
      now: 'You can log in as before.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this, or want the account to stay closed, contact ${people}.`,
    },
    'logged-out': {
      subject: `You were logged out of ${appName}`,
      happened: `An operator logged out every device of your ${appName} account.`,
      now: 'Your password is still the same. Log in again to continue. Apps that you log in to with this account may ask for your permission again.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this and don’t know the reason, contact ${people}.`,
    },
    'attempts-cleared': {
      subject: `You can try to log in to ${appName} again`,
      happened: `An operator cleared the failed login attempts of your ${appName} account.`,
      now: 'You can try again without waiting. Nothing else has changed.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this, someone else may have. Contact ${people}.`,
    },
    'email-tried-again': {
      subject: `${appName} sends password resets to you again`,
      happened: `An operator allowed password reset emails of your ${appName} account to be sent to this email again.`,
      now: 'We had stopped them, because an earlier email to you could not be delivered. Nothing else has changed.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this, someone else may have. Contact ${people}.`,
    },
    'email-verified': {
      subject: `Your ${appName} email was verified`,
      happened: `An operator marked the email of your ${appName} account as verified.`,
      now: 'You no longer need the link that we emailed you to verify it.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this, or the account isn’t yours, contact ${people}.`,
    },
    'reset-link-created': {
      subject: `An operator made a ${appName} reset link for you`,
      happened: `An operator created a password reset link for your ${appName} account, to hand it over without an email.`,
      now: 'Anyone who has the link can choose a new password, once. Earlier reset links no longer work.',
      wanted: 'If you asked for this, use the link soon, and give it to nobody.',
      unwanted: `If you didn’t ask for this, request a reset yourself with “Forgot password?”, which ends the operator’s link, and contact ${people}.`,
    },
    'deletion-scheduled': {
      subject: `Your ${appName} account will be deleted`,
      happened: `An operator closed your ${appName} account and scheduled its deletion.`,
      now: 'Nobody can log in to it, and you were logged out on every device. Until the account is deleted, an operator can cancel this.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this and want to keep the account, contact ${people} before it is deleted.`,
    },
    'deletion-canceled': {
      subject: `Your ${appName} account won’t be deleted`,
      happened: `An operator canceled the deletion of your ${appName} account.`,
      now: 'You can log in as before, and all your data is still there.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this, or want the account to be deleted, contact ${people}.`,
    },
    'deletion-canceled-still-disabled': {
      subject: `Your ${appName} account won’t be deleted`,
      happened: `An operator canceled the deletion of your ${appName} account.`,
      now: 'All your data is still there. The account was disabled before and still is, so nobody can log in to it.',
      wanted: NO_ACTION,
      unwanted: `If you didn’t ask for this, or want the account to be deleted, contact ${people}.`,
    },
  }
}
