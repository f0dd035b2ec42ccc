import type { Command } from 'commander'
import { printAnswer } from '@/cli/print-answer'
import { printable, type Terminal } from '@/cli/terminal'
import { USER } from './user-changes'

/** Ends a contest by giving the account to one of its mailboxes. */
export function addSettle(users: Command, terminal: Terminal): void {
  users
    .command('settle')
    .description('decide who owns a contested account; that mailbox is emailed a link to choose a new password')
    .argument('<user>', USER)
    .requiredOption('--to <email>', 'one of the email addresses in the contest ("users show" lists them)')
    .addHelpText(
      'after',
      '\nFind out who owns the account before you run this. The password is disabled, the links sent to the other\n' +
        'mailboxes stop working, the data entered by them is deleted, and every mailbox is notified.',
    )
    .action(async (user: string, { to }: { to: string }, asked: Command) => {
      const words = ({ email }: { email: string }) =>
        `The account now belongs to ${printable(email)}. We sent a link to choose a new password there.`
      await printAnswer({ asked, terminal, input: { user, to }, words }, 'users settle')
    })
}
