import { Command } from 'commander'
import { exportCommand } from '@/cli/export'
import { printAnswer } from '@/cli/print-answer'
import { page, type Terminal } from '@/cli/terminal'
import { diagnosed } from './print-diagnosis'
import { shown, userRows } from './print-user'
import { addSetEmail } from './set-email'
import { addSettle } from './settle'
import { addChanges, USER } from './user-changes'

export function usersCommand(terminal: Terminal): Command {
  const users = new Command('users').description('Find, create and change accounts.')

  users
    .command('list')
    .description('list accounts, newest first, or by email with --email-begins; one state at a time')
    .option('--email-begins <text>', 'only accounts whose email begins with this text')
    .option('--disabled', 'only disabled accounts')
    .option('--unverified', 'only accounts with an unverified email')
    .option('--locked', 'only accounts without a password')
    .option('--contested', 'only accounts that two mailboxes claim ("users settle" decides)')
    .option('--unreachable', 'only accounts whose email bounces')
    .option('--to-be-deleted', 'only accounts whose owners have deleted them, until that happens')
    .option('--two-step', 'only accounts with two-step login')
    .option('--without-two-step', 'only accounts without two-step login')
    .option('--limit <n>', 'how many to list, up to 1000', '50')
    .option('--after <id>', 'list the accounts after the one with this ID')
    .action(({ emailBegins, toBeDeleted, twoStep, withoutTwoStep, ...options }, asked: Command) => {
      const states = { to_be_deleted: toBeDeleted, two_step: twoStep, without_two_step: withoutTwoStep }
      const input = { ...options, ...states, email_begins: emailBegins }
      return printAnswer(
        { asked, terminal, input, words: ({ users, next }) => page(userRows(users), next) },
        'users list',
      )
    })

  users
    .command('find')
    .description('find accounts by ID, email or phone number, or by the beginning of an email or name')
    .argument('<text>', 'an ID, an email, a phone number in any spelling, or the beginning of an email or name')
    .option('--limit <n>', 'how many to list, up to 1000', '50')
    .option('--after <id>', 'list the accounts after the one with this ID')
    .action((text, options, asked: Command) =>
      printAnswer(
        { asked, terminal, input: { ...options, text }, words: ({ users, next }) => page(userRows(users), next) },
        'users find',
      ),
    )

  users
    .command('diagnose')
    .description('say why somebody cannot log in, and which command mends it; also for an email without an account')
    .argument('<user>', USER)
    .action((user, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { user }, words: diagnosed }, 'users diagnose'),
    )

  users
    .command('show')
    .description('show one account: why its owner cannot log in, its state, second factors, recent activity and emails')
    .argument('<user>', USER)
    .action((user, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { user }, words: ({ user, ...rest }) => shown(user, rest) }, 'users show'),
    )

  users
    .command('create')
    .description(
      'create an account; without a password, its owner chooses one with a link ("reset-link" or “Forgot password?”)',
    )
    .requiredOption('--email <email>')
    .requiredOption('--first-name <name>')
    .requiredOption('--last-name <name>')
    .option('--phone <number>', 'needed if PHONE_NUMBER is required')
    .option('--password-stdin', 'read the password from standard input, which keeps it out of the shell history')
    .option('--verified', 'treat the email as verified and send nothing')
    .action(async (options, asked: Command) => {
      const { email, firstName: first_name, lastName: last_name, phone: phone_number, verified } = options
      // The shell adds one line ending that is not part of the password.
      const password = options.passwordStdin ? (await terminal.input()).replace(/\r?\n$/, '') : undefined
      const input = { email, first_name, last_name, phone_number, verified, password }
      await printAnswer(
        { asked, terminal, input, words: ({ user }) => `Created ${user.email} (${user.id}).` },
        'users create',
      )
    })

  addChanges(users, terminal)
  users.addCommand(exportCommand(terminal))
  addSetEmail(users, terminal)
  addSettle(users, terminal)
  return users
}
