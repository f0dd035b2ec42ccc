import type { OperatorsEmail } from '@/lib/operator/emails'

/** What each kind of email is called here. */
export const kinds: Record<OperatorsEmail['kind'], string> = {
  welcome: 'Welcome',
  'verify-email': 'Email verification',
  'confirm-registration': 'Registration to be confirmed',
  'email-taken': 'Email already registered',
  'reset-password': 'Password reset',
  'password-changed': 'Password changed',
  'email-change-requested': 'Email change requested',
  'confirm-email': 'Verification of a new email',
  'email-changed': 'Email changed',
  'account-taken-back': 'Account taken back',
  'account-contested': 'Account contested',
  'contest-settled': 'Contest settled',
  'new-device': 'Login on a new device',
  'phone-changed': 'Phone number changed',
  'account-deletion-requested': 'Account deletion requested',
  'account-deleted': 'Account deleted',
  'second-factor-changed': 'Second factor changed',
  'recovery-code-used': 'Recovery code used',
  'changed-by-operator': 'Account changed by an operator',
  'second-step-failed': 'Second step failed',
}

export const states: Record<OperatorsEmail['state'], string> = {
  queued: 'Waiting',
  sent: 'Sent',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Marked as spam',
  failed: 'Failed',
}
