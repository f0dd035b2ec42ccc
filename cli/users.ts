import { Command } from 'commander'
import type { OperatorsUser } from '@/lib/operator/find-user'
import { answer, Refusal } from './answer'
import { mailRows } from './mail'
import { list, moment, page, printable, type Terminal, table } from './terminal'

const USER = 'an email address, an id or a phone number'

export function usersCommand(terminal: Terminal): Command {
  const users = new Command('users').description('Find, make and change accounts.')

  users
    .command('list')
    .description('accounts, the newest first; by address where --email-begins is given')
    .option('--email-begins <text>', 'only addresses that begin so')
    .option('--disabled', 'only those that are disabled')
    .option('--unverified', 'only those whose mailbox is not proven')
    .option('--locked', 'only those without a password, which open by a mailed link alone')
    .option('--limit <n>', 'how many at a time, up to 1000', '50')
    .option('--after <id>', 'the page that follows the account of this id')
    .action(({ emailBegins, ...options }, asked: Command) => {
      const input = { ...options, email_begins: emailBegins }
      return answer(
        { asked, terminal, input, words: ({ users, next }) => page(table(users.map(row)), next) },
        'users list',
      )
    })

  users
    .command('show')
    .description('one account: its state, what was done to it, what was mailed to it')
    .argument('<user>', USER)
    .action((user, _, asked: Command) =>
      answer({ asked, terminal, input: { user }, words: ({ user, ...rest }) => shown(user, rest) }, 'users show'),
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
      await answer({ asked, terminal, input, words: ({ user }) => `Made ${user.email} (${user.id}).` }, 'users create')
    })

  users
    .command('disable')
    .description('keep everybody out of an account: its sessions end, nothing is mailed to it')
    .argument('<user>', USER)
    .action((user, _, asked: Command) => {
      const words = (done: { changed: boolean; email: string }) =>
        done.changed ? `${done.email} is disabled.` : `${done.email} was disabled already.`
      return answer({ asked, terminal, input: { user }, words }, 'users disable')
    })

  users
    .command('enable')
    .description('let the owner of a disabled account in again')
    .argument('<user>', USER)
    .action((user, _, asked: Command) => {
      const words = (done: { changed: boolean; email: string }) =>
        done.changed ? `${done.email} is enabled.` : `${done.email} was not disabled.`
      return answer({ asked, terminal, input: { user }, words }, 'users enable')
    })

  users
    .command('reset-link')
    .description('print a link to set a new password, for the day the mail is down; its older links die')
    .argument('<user>', USER)
    .action((user, _, asked: Command) => {
      const words = ({ link, expires_at, email }: { link: string; expires_at: string; email: string }) =>
        `${link}\nFor ${email}, once, until ${moment(expires_at)}. Whoever has it has the account: hand it to nobody else.`
      return answer({ asked, terminal, input: { user }, words }, 'users reset-link')
    })

  users
    .command('revoke-sessions')
    .description('log every device and program of an account out')
    .argument('<user>', USER)
    .action((user, _, asked: Command) => {
      const words = ({ ended, email }: { ended: number; email: string }) => `${email}: ${ended} ended.`
      return answer({ asked, terminal, input: { user }, words }, 'users revoke-sessions')
    })

  users
    .command('try-address')
    .description('let resets be mailed again to an address that mail came back from')
    .argument('<user>', USER)
    .action((user, _, asked: Command) => {
      const words = ({ changed, email }: { changed: boolean; email: string }) =>
        changed ? `${email} gets resets again.` : `No mail has come back from ${email}.`
      return answer({ asked, terminal, input: { user }, words }, 'users try-address')
    })

  users
    .command('delete')
    .description('delete an account with everything of it, for ever')
    .argument('<user>', USER)
    .option('--yes', 'do not ask')
    .action(async (user, { yes }, asked: Command) => {
      if (!yes) await confirm(terminal, user)
      const words = ({ deleted, email }: { deleted: boolean; email: string }) =>
        deleted ? `${email} is deleted.` : `${email} is closed, and is deleted within minutes: an instance is at it.`
      await answer({ asked, terminal, input: { user }, words }, 'users delete')
    })

  return users
}

async function confirm(terminal: Terminal, user: string): Promise<void> {
  if (!terminal.interactive) throw new Refusal('This cannot be undone: say --yes.')
  const typed = await terminal.ask(`This deletes ${printable(user)} and everything of it, for ever. Type it again: `)
  if (typed.trim() !== user) throw new Refusal('Nothing was deleted.')
}

const row = (user: OperatorsUser) => ({
  id: user.id,
  email: user.email,
  name: `${user.first_name} ${user.last_name}`,
  phone: user.phone_number,
  state: stateOf(user),
  created: moment(user.created_at),
})

function stateOf(user: OperatorsUser): string {
  const states = [
    user.disabled_at && 'disabled',
    user.email_unreachable_at && 'unreachable',
    user.deletion_due_at && `deleted on ${moment(user.deletion_due_at)}`,
    !user.has_password && 'locked',
    user.email_verified ? 'verified' : 'unverified',
  ]
  return states.filter(Boolean).join(', ')
}

type Shown = {
  sessions: number
  activity: { at: string; description: string; ip: string | null; device: string | null; operator: string | null }[]
  mails: Parameters<typeof mailRows>[0]
}

function shown(user: OperatorsUser, { sessions, activity, mails }: Shown): string {
  const done = activity.map(({ at, description, ip, device, operator }) => ({
    at: moment(at),
    what: description,
    from: ip,
    by: operator ?? device,
  }))
  return [
    list({ ...row(user), verified: moment(user.email_verified_at), disabled: moment(user.disabled_at), sessions }),
    table(done),
    mailRows(mails),
  ]
    .filter(Boolean)
    .join('\n\n')
}
