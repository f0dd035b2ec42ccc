type Mended = { text: string; advice?: string; mends: string[] }
/** Where no command helps, the person needs to be told what to do. */
type Told = { text: string; advice: string; mends: [] }

const whileThrottled = 'Ask them to wait until then, or to use a device on which they have logged in before.'

/** Everything that a diagnosis can find, the most serious first. */
const table = {
  'deletion-scheduled': {
    text: 'This account is closed and will be deleted, so nobody can log in. The deletion can still be canceled.',
    mends: ['users cancel-deletion'],
  },
  disabled: {
    text: 'This account is disabled, so nobody can log in.',
    mends: ['users enable'],
  },
  contested: {
    text: 'Several mailboxes claim this account, so it is closed to everyone until an operator decides who owns it.',
    advice: 'Find out who owns the account before you decide.',
    mends: ['users settle'],
  },
  'deletion-begun': {
    text: 'The deletion of this account was requested and has begun, so nobody can log in.',
    advice: 'Tell them that the account cannot be kept, and that they can register again after it is deleted.',
    mends: [],
  },
  'second-factors-frozen': {
    text: '“This wasn’t me” has suspended every second factor of this account, so nobody can log in.',
    advice: 'Be sure who is asking before you reset two-step login.',
    mends: ['users reset-factors'],
  },
  'second-factors-missing': {
    text: 'A login needs a second step, but no second factor of this account can be used here, so nobody can log in.',
    advice: 'Be sure who is asking before you reset two-step login.',
    mends: ['users reset-factors'],
  },
  'login-throttled': {
    text: 'Too many logins failed, so logins with the password are refused for now. Devices and API clients that have logged in before have attempts of their own.',
    advice: whileThrottled,
    mends: ['users clear-attempts'],
  },
  'device-throttled': {
    text: 'Too many logins failed on a known device of this account, so that device is refused for now. Every other device has attempts of its own.',
    advice: 'Ask them to wait until then, to use another device, or to reset the password if they have forgotten it.',
    mends: ['users clear-attempts'],
  },
  'client-throttled': {
    text: 'Too many logins failed in a known API client of this account, so that client is refused for now. Browsers have attempts of their own.',
    advice: 'Ask them whether a program still has a former password.',
    mends: ['users clear-attempts'],
  },
  'app-refused': {
    text: 'Too many wrong codes in a row were entered, so the codes of the authenticator app are refused.',
    advice: 'If they have a recovery code or a passkey, it still works, and makes the authenticator app work again.',
    mends: ['users clear-attempts'],
  },
  'app-unreadable': {
    text: 'The authenticator app of this account does not work, because AUTH_SECRET has changed since it was set up.',
    advice: 'Ask them for a recovery code or a passkey. The doctor says which secret is missing.',
    mends: ['users reset-factors'],
  },
  'codes-throttled': {
    text: 'Too many wrong codes were entered, so codes of the authenticator app are refused for now. Devices that have logged in before have attempts of their own, and a recovery code or a passkey works everywhere.',
    advice: whileThrottled,
    mends: ['users clear-attempts'],
  },
  'device-codes-throttled': {
    text: 'Too many wrong codes were entered on a known device of this account, so that device is refused for now. Every other device has attempts of its own.',
    advice: 'Ask them to wait until then, or to use another device or a passkey.',
    mends: ['users clear-attempts'],
  },
  'password-missing': {
    text: 'This account has no password, so its owner can log in only with an emailed link or a passkey.',
    advice: 'Ask them to choose a password with the link in the email.',
    mends: ['users mail-reset', 'users reset-link'],
  },
  'email-unreachable': {
    text: 'Emails to this person bounce, so no reset emails are sent there.',
    advice: 'Ask them whether the mailbox still exists.',
    mends: ['users try-address', 'users set-email', 'users reset-link'],
  },
  'resets-muted': {
    text: 'No reset emails are sent for now, because the owner answered one with “This wasn’t me”.',
    advice: 'Ask them whether they did that. If you know who is asking, hand over a link.',
    mends: ['users reset-link'],
  },
  'email-bounced': {
    text: 'The last email to this person came back undelivered.',
    advice: 'Ask them whether the mailbox exists and has room.',
    mends: ['mail retry', 'users set-email'],
  },
  'email-failed': {
    text: 'The last email to this person was not sent.',
    mends: ['mail retry'],
  },
  'email-failing': {
    text: 'The last email to this person could not be sent yet, and is tried again.',
    mends: ['mail retry'],
  },
  'email-queued': {
    text: 'The last email to this person is still in the email queue.',
    advice: 'Ask them to wait for it. If emails to other people wait, too, tell an admin: the mail server may be down.',
    mends: [],
  },
  'email-complained': {
    text: 'The last email to this person was delivered and then reported as spam.',
    advice: 'Ask them to look for it in the spam folder.',
    mends: [],
  },
  'reset-link-unsent': {
    text: 'The newest reset link was made for an email that has not been sent yet. Links in older emails no longer work.',
    advice: 'Ask them to wait for the next email, and not to open an older one.',
    mends: [],
  },
  'reset-link-replaced': {
    text: 'An emailed reset link was replaced by a newer one. Only the newest one works, until it expires.',
    advice: 'Ask them to open the link in the newest email.',
    mends: [],
  },
  'reset-link-canceled': {
    text: 'The last reset link was closed by a later change of the account, such as another password or “This wasn’t me”.',
    advice: 'Ask them whether they know of that change. A new link works.',
    mends: ['users mail-reset'],
  },
  'reset-link-expired': {
    text: 'The last reset link has expired without being used.',
    advice: 'Ask them to open the next link within an hour. Only the newest link works.',
    mends: ['users mail-reset'],
  },
  'reset-link-used': {
    text: 'The last reset link was used to choose a new password, and works only once.',
    advice: 'Ask them to log in with the password that they chose then, or to request another link.',
    mends: ['users mail-reset'],
  },
  'reset-link-open': {
    text: 'A reset link was made and works. Nobody has used it yet.',
    advice: 'Ask them to use the newest link, and to look for its email in the spam folder too.',
    mends: [],
  },
  'second-step-needed': {
    text: 'A login needs a second step after the password.',
    advice:
      'Ask them which of these they still have. If they have lost them all, be sure who is asking before you reset.',
    mends: ['users reset-factors'],
  },
  'second-factors-suspended': {
    text: '“This wasn’t me” has suspended second factors or passkeys, which do not work until the owner keeps them.',
    advice: 'Ask them to log in without these, and to decide about them on the account pages.',
    mends: [],
  },
  'deletion-due': {
    text: 'The owner has requested the deletion of this account.',
    advice: 'Tell them that logging in before that time cancels it.',
    mends: [],
  },
  'registration-unverified': {
    text: 'Somebody registered with this email and has not verified it, so there is no account yet. The emailed link still works.',
    advice: 'Ask them to open the link in the newest email, or to register again if they cannot find it.',
    mends: [],
  },
  'registration-expired': {
    text: 'Somebody registered with this email and never verified it, so there is no account. The emailed link has expired.',
    advice: 'Ask them to register again, and to open the link in the email within a day.',
    mends: [],
  },
  'email-moved': {
    text: 'An account had this email and has another one now.',
    advice: 'Ask them which email they use now. If they did not change it, find out who owns the account first.',
    mends: ['users set-email'],
  },
  'email-unknown': {
    text: 'No account has this email, and nothing else is known about it. Deleted accounts, and emails that were changed more than a month ago, can’t be found.',
    advice: 'Ask them which other email they may have registered with, and whether it is spelled as it was then.',
    mends: [],
  },
  'nothing-found': {
    text: 'Nothing here keeps this person from logging in. A limit by IP address, a wrong password and their own browser are not visible here.',
    advice:
      'Ask them what the page says when they log in, which email they type, and whether they can open the last email from here.',
    mends: [],
  },
  'email-unverified': {
    text: 'The email of this account is not verified. They can still log in here, but some apps may refuse them.',
    advice: 'Ask them to open the link in the newest email.',
    mends: ['users resend-verification', 'users verify-email'],
  },
} as const satisfies Record<string, Mended | Told>

export type FindingCode = keyof typeof table
/** The commands that mend something. The list of commands is checked to have each of them. */
export type Mend = (typeof table)[FindingCode]['mends'][number]

export const findings: Record<FindingCode, { text: string; advice?: string; mends: readonly Mend[] }> = table
