/** What each act is called where people read it: every command that leaves one, and what is recorded without being in their list. */
const actTitles = {
  'users list': 'List accounts',
  'users find': 'Search accounts',
  'users show': 'Look at an account',
  'users diagnose': 'Ask why somebody can’t log in',
  'users create': 'Create an account',
  'users disable': 'Disable account',
  'users enable': 'Enable account',
  'users reset-link': 'Make a reset link',
  'users mail-reset': 'Email a reset link',
  'users revoke-sessions': 'Log out everywhere',
  'users try-address': 'Try this email again',
  'users set-email': 'Change the email',
  'users verify-email': 'Mark the email as verified',
  'users resend-verification': 'Resend verification email',
  'users clear-attempts': 'Clear failed attempts',
  'users reset-factors': 'Reset two-step login',
  'users settle': 'Settle a contest',
  'users schedule-deletion': 'Schedule deletion',
  'users cancel-deletion': 'Cancel deletion',
  'users delete': 'Delete account at once',
  'clients add': 'Add an app',
  'clients change': 'Change an app',
  'clients rotate-secret': 'Change the secret of an app',
  'clients allow': 'Allow somebody to use an app',
  'clients deny': 'No longer allow somebody to use an app',
  'clients disable': 'Disable an app',
  'clients enable': 'Enable an app',
  'clients remove': 'Remove an app',
  'mail list': 'List emails',
  'mail show': 'Look at an email',
  'mail retry': 'Send emails again',
  'staff add': 'Add to staff',
  'staff set-role': 'Change a role',
  'staff suspend': 'Suspend a member of staff',
  'staff resume': 'Let a member of staff in again',
  'staff remove': 'Remove from staff',
  'keys rotate': 'Rotate signing keys',
  'console enter': 'Enter the console',
  export: 'Export accounts',
  import: 'Import accounts',
} as const

type ActName = keyof typeof actTitles

export const actNames = Object.keys(actTitles) as ActName[]

/** A former version may have recorded an act that this one does not know. */
export const actTitle = (name: string): string => (Object.hasOwn(actTitles, name) ? actTitles[name as ActName] : name)
