import type { Command } from 'commander'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'
import { printAnswer, Refusal } from './print-answer'
import { moment, printable, type Terminal } from './terminal'

export const USER = 'an email address, an id or a phone number'

/** What an operator does to one account, and how it is told. */
export function addChanges(users: Command, terminal: Terminal): void {
  const add = <N extends CommandName>(name: N, description: string, words: (done: AnswerOf<N>) => string) =>
    users
      .command(name.slice('users '.length))
      .description(description)
      .argument('<user>', USER)
      .action(async (user: string, { yes = false }: { yes?: boolean }, asked: Command) => {
        if (name === 'users delete' && !yes) await confirm(terminal, user)
        await printAnswer({ asked, terminal, input: { user }, words }, name)
      })

  add(
    'users disable',
    'keep everybody out of an account: its sessions end, nothing is mailed to it',
    ({ changed, email }) => (changed ? `${email} is disabled.` : `${email} was disabled already.`),
  )
  add('users enable', 'let the owner of a disabled account in again', ({ changed, email }) =>
    changed ? `${email} is enabled.` : `${email} was not disabled.`,
  )
  add(
    'users reset-link',
    'print a link to set a new password, for the day the mail is down; its older links die',
    ({ link, expires_at, email }) =>
      `${link}\nFor ${email}, once, until ${moment(expires_at)}. Whoever has it has the account: hand it to nobody else.`,
  )
  add(
    'users revoke-sessions',
    'log every device and program of an account out',
    ({ ended, email }) => `${email}: ${ended} ended.`,
  )
  add('users try-address', 'let resets be mailed again to an address that mail came back from', ({ changed, email }) =>
    changed ? `${email} gets resets again.` : `No mail has come back from ${email}.`,
  )
  add('users delete', 'delete an account with everything of it, for ever', ({ deleted, email }) =>
    deleted ? `${email} is deleted.` : `${email} is closed, and is deleted within minutes: an instance is at it.`,
  ).option('--yes', 'do not ask')
}

async function confirm(terminal: Terminal, user: string): Promise<void> {
  if (!terminal.interactive) throw new Refusal('This cannot be undone: say --yes.')
  const typed = await terminal.ask(`This deletes ${printable(user)} and everything of it, for ever. Type it again: `)
  if (typed.trim() !== user) throw new Refusal('Nothing was deleted.')
}
