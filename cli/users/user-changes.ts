import type { Command } from 'commander'
import { confirmTyped } from '@/cli/confirm-typed'
import { printAnswer } from '@/cli/print-answer'
import { moment, printable, type Terminal } from '@/cli/terminal'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'

export const USER = 'email, ID or phone number of the account'

/** The commands that change one account, and what they print. */
export function addChanges(users: Command, terminal: Terminal): void {
  const add = <N extends CommandName>(name: N, description: string, words: (done: AnswerOf<N>) => string) =>
    users
      .command(name.slice('users '.length))
      .description(description)
      .argument('<user>', USER)
      .action(async (user: string, { yes = false }: { yes?: boolean }, asked: Command) => {
        if (!yes) await confirmTyped(terminal, name, user)
        await printAnswer({ asked, terminal, input: { user }, words }, name)
      })

  add(
    'users disable',
    'disable an account: log out every device, block logins and stop its emails',
    ({ changed, email }) => (changed ? `${email} is now disabled.` : `${email} was already disabled.`),
  )
  add('users enable', 'enable a disabled account again', ({ changed, email }) =>
    changed ? `${email} is now enabled.` : `${email} was not disabled.`,
  )
  add(
    'users reset-link',
    'print a link to choose a new password, for when email is down; older reset links stop working',
    ({ link, expires_at, email }) =>
      `${link}\nThis link works once, for ${email}, until ${moment(expires_at)}. Anyone who has it can take over the account. Give it to the account owner only.`,
  )
  add(
    'users mail-reset',
    'email a link to choose a new password to the owner, as “Forgot password?” does',
    ({ email }) => `We queued an email with a reset link to ${printable(email)}.`,
  )
  add(
    'users revoke-sessions',
    'log out every device and API client of an account',
    ({ ended, email }) => `Sessions of ${email} ended: ${ended}`,
  )
  add('users try-address', 'send reset emails again to an email that bounced', ({ changed, email }) =>
    changed ? `Reset emails will be sent to ${email} again.` : `No email to ${email} has bounced.`,
  )
  add(
    'users verify-email',
    'count the email of an account as verified, if you know that it is the owner’s',
    ({ changed, email }) => (changed ? `${email} is now verified.` : `${email} was already verified.`),
  )
  add(
    'users resend-verification',
    'email another link to verify the email of an account; older ones stop working',
    ({ changed, email }) =>
      changed
        ? `We queued an email with a link to verify ${printable(email)}.`
        : `${printable(email)} was already verified.`,
  )
  add(
    'users clear-attempts',
    'forget the failed logins and wrong codes of an account, so that its owner need not wait',
    ({ cleared, email }) =>
      cleared > 0
        ? `Failed logins and wrong codes for ${email} were cleared. Its owner can log in again now.`
        : `There are no failed logins or wrong codes for ${email} to clear. A limit by IP address is not cleared.`,
  )
  add(
    'users reset-factors',
    'turn off two-step login and remove all passkeys, for an owner who has lost every second factor',
    ({ changed, email }) =>
      changed
        ? `Two-step login for ${email} is off, and the account has no passkeys any more. We ended all its sessions and emailed the owner. The password is enough to log in now.`
        : `${email} has neither two-step login nor a passkey.`,
  ).option('--yes', 'do not ask for confirmation')
  add(
    'users schedule-deletion',
    'close an account at once and delete it with all its data after 72 hours, unless the deletion is canceled',
    ({ changed, deletion_due_at, email }) =>
      changed
        ? `${email} is closed and will be deleted on ${moment(deletion_due_at)}. Until then: npx rekey users cancel-deletion`
        : `${email} was already closed and will be deleted on ${moment(deletion_due_at)}.`,
  ).option('--yes', 'do not ask for confirmation')
  add(
    'users cancel-deletion',
    'cancel the deletion of an account, whether an operator has scheduled it or its owner has requested it',
    ({ changed, disabled, email }) => {
      if (!changed) return `${email} is not going to be deleted.`
      return disabled
        ? `${email} won’t be deleted. The account was disabled before, and still is.`
        : `${email} won’t be deleted, and its owner can log in again.`
    },
  )
  add('users delete', 'permanently delete an account and all its data', ({ deleted, email, id }) =>
    [
      deleted
        ? `${email} was deleted.`
        : `${email} is closed and will be deleted within minutes. Another instance is deleting accounts now.`,
      `Who deleted it and why stays on record: npx rekey acts list --user ${id}`,
    ].join('\n'),
  ).option('--yes', 'do not ask for confirmation')
}
