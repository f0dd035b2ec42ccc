import { Command } from 'commander'
import { printAnswer } from './print-answer'
import { row, shown } from './print-user'
import { addSettle } from './settle'
import { page, type Terminal, table } from './terminal'
import { addChanges, USER } from './user-changes'

export function usersCommand(terminal: Terminal): Command {
  const users = new Command('users').description('Find, make and change accounts.')

  users
    .command('list')
    .description('accounts, the newest first; by address where --email-begins is given')
    .option('--email-begins <text>', 'only addresses that begin so')
    .option('--disabled', 'only those that are disabled')
    .option('--unverified', 'only those whose mailbox is not proven')
    .option('--locked', 'only those without a password, which open by a mailed link alone')
    .option('--contested', 'only those that two mailboxes claim, until you settle whose they are')
    .option('--limit <n>', 'how many at a time, up to 1000', '50')
    .option('--after <id>', 'the page that follows the account of this id')
    .action(({ emailBegins, ...options }, asked: Command) => {
      const input = { ...options, email_begins: emailBegins }
      return printAnswer(
        { asked, terminal, input, words: ({ users, next }) => page(table(users.map(row)), next) },
        'users list',
      )
    })

  users
    .command('show')
    .description('one account: its state, what was done to it, what was mailed to it')
    .argument('<user>', USER)
    .action((user, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { user }, words: ({ user, ...rest }) => shown(user, rest) }, 'users show'),
    )

  users
    .command('create')
    .description('make an account; without a password it opens by a link (reset-link, or “Forgot password?”)')
    .requiredOption('--email <address>')
    .requiredOption('--first-name <name>')
    .requiredOption('--last-name <name>')
    .requiredOption('--phone <number>')
    .option('--password-stdin', 'read a password from standard input, where no history keeps it')
    .option('--verified', 'count the mailbox as proven, and mail nothing')
    .action(async (options, asked: Command) => {
      const { email, firstName: first_name, lastName: last_name, phone: phone_number, verified } = options
      // One line end is the shell's, not the password's.
      const password = options.passwordStdin ? (await terminal.input()).replace(/\r?\n$/, '') : undefined
      const input = { email, first_name, last_name, phone_number, verified, password }
      await printAnswer(
        { asked, terminal, input, words: ({ user }) => `Made ${user.email} (${user.id}).` },
        'users create',
      )
    })

  addChanges(users, terminal)
  addSettle(users, terminal)
  return users
}
