import type { Command } from 'commander'
import { printAnswer } from '@/cli/print-answer'
import { printable, type Terminal } from '@/cli/terminal'
import { USER } from './user-changes'

type Set = { changed: boolean; email: string; former_email: string }

/** A change of email for an owner who cannot make it. */
export function addSetEmail(users: Command, terminal: Terminal): void {
  users
    .command('set-email')
    .description('change the email of an account, for an owner who can no longer use the old one')
    .argument('<user>', USER)
    .argument('<email>', 'the new email')
    .addHelpText(
      'after',
      '\nFind out who owns the account before you run this. Open reset links and pending changes end. The new email is sent a\n' +
        'link to verify it, and the old one is notified with a link to undo the change.',
    )
    .action(async (user: string, email: string, _, asked: Command) => {
      const words = ({ changed, email: now, former_email }: Set) =>
        changed
          ? `Changed the email from ${printable(former_email)} to ${printable(now)}. We notified both emails.`
          : `The account already has the email ${printable(now)}.`
      await printAnswer({ asked, terminal, input: { user, email }, words }, 'users set-email')
    })
}
