import type { Command } from 'commander'
import { printAnswer } from './print-answer'
import { printable, type Terminal } from './terminal'
import { USER } from './user-changes'

/** The end of a contest: whose an account is. */
export function addSettle(users: Command, terminal: Terminal): void {
  users
    .command('settle')
    .description('decide whose a contested account is: it opens again to one mailbox, by a link to set a new password')
    .argument('<user>', USER)
    .requiredOption('--to <email>', 'one of the addresses that take part (users show names them)')
    .addHelpText(
      'after',
      '\nThis proves nothing by itself: find out first who owns the account. The password is locked, the links of the\n' +
        'other mailboxes end, what they had filled in is deleted, and every mailbox is told.',
    )
    .action(async (user: string, { to }: { to: string }, asked: Command) => {
      const words = ({ email }: { email: string }) =>
        `The account is settled: ${printable(email)} has it, and is mailed a link to set a new password.`
      await printAnswer({ asked, terminal, input: { user, to }, words }, 'users settle')
    })
}
