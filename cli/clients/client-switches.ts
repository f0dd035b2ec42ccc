import type { Command } from 'commander'
import { confirmTyped } from '@/cli/confirm-typed'
import { printAnswer } from '@/cli/print-answer'
import { list, moment, type Terminal } from '@/cli/terminal'
import { USER } from '@/cli/users/user-changes'
import type { AnswerOf } from '@/lib/operator/commands'
import { withNote } from './print-client'

export const CLIENT = 'client ID of the app'

/** The commands that change what one app may do: its secret, its state and its users. */
export function addClientSwitches(clients: Command, terminal: Terminal): void {
  addRotateSecret(clients, terminal)
  addListing(
    clients,
    terminal,
    'clients allow',
    'let a user log in to an app that only listed users may enter',
    allowed,
  )
  addListing(clients, terminal, 'clients deny', 'take a user off that list, and log this user out of the app', denied)
  addSwitch(clients, terminal, 'clients disable', 'stop logins to an app, and end its access to all accounts')
  addSwitch(clients, terminal, 'clients enable', 'enable a disabled app again')
  addRemove(clients, terminal)
}

function addRotateSecret(clients: Command, terminal: Terminal): void {
  clients
    .command('rotate-secret')
    .description('give an app a new secret; the current one stops working')
    .argument('<id>', CLIENT)
    .option('--keep-old <time>', 'how long the current secret works as well, such as 45m, 24h or 7d')
    .action((id, { keepOld: keep_old }, asked: Command) => {
      const words = withNote(newSecret)
      return printAnswer({ asked, terminal, input: { id, keep_old }, words }, 'clients rotate-secret')
    })
}

function newSecret({ secret, old_secret_until }: AnswerOf<'clients rotate-secret'>): string {
  const until = moment(old_secret_until)
  const old = until ? `The old one works until ${until}.` : 'The old one no longer works.'
  return `${list({ client_secret: secret })}\n\nThis is the only time that the secret is shown. ${old}`
}

type Listing = 'clients allow' | 'clients deny'

function addListing(
  clients: Command,
  terminal: Terminal,
  command: Listing,
  description: string,
  words: (done: AnswerOf<Listing>) => string,
): void {
  clients
    .command(command.slice('clients '.length))
    .description(description)
    .argument('<id>', CLIENT)
    .argument('<user>', USER)
    .action((id, user, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { id, user }, words: withNote(words) }, command),
    )
}

function allowed({ changed, email, name, allow }: AnswerOf<Listing>): string {
  const done = changed ? `${email} may log in to ${name}.` : `${email} was already allowed to log in to ${name}.`
  return allow === 'listed'
    ? done
    : `${done} So may everyone else until you run “rekey clients change” with --allow listed.`
}

function denied({ changed, email, name, allow }: AnswerOf<Listing>): string {
  if (allow === 'everyone') return `${email} is no longer on the list of ${name}, but everyone may still log in to it.`
  return changed ? `${email} may no longer log in to ${name}.` : `${email} was not allowed to log in to ${name}.`
}

type Switch = 'clients disable' | 'clients enable'

function addSwitch(clients: Command, terminal: Terminal, command: Switch, description: string): void {
  const words = ({ changed, name }: AnswerOf<Switch>) => {
    if (command === 'clients disable') return changed ? `${name} is now disabled.` : `${name} was already disabled.`
    return changed ? `${name} is now enabled.` : `${name} was not disabled.`
  }
  clients
    .command(command.slice('clients '.length))
    .description(description)
    .argument('<id>', CLIENT)
    .action((id, _, asked: Command) => printAnswer({ asked, terminal, input: { id }, words: withNote(words) }, command))
}

function addRemove(clients: Command, terminal: Terminal): void {
  clients
    .command('remove')
    .description('permanently delete an app, its access to all accounts, and what people allowed it to read')
    .argument('<id>', CLIENT)
    .option('--yes', 'do not ask for confirmation')
    .action(async (id, { yes }, asked: Command) => {
      if (!yes) await confirmTyped(terminal, 'clients remove', id)
      const words = withNote(({ name }: AnswerOf<'clients remove'>) => `${name} was deleted.`)
      await printAnswer({ asked, terminal, input: { id }, words }, 'clients remove')
    })
}
