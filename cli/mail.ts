import { Command } from 'commander'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { printAnswer } from './print-answer'
import { list, moment, page, type Terminal, table } from './terminal'

export function mailCommand(terminal: Terminal): Command {
  const mail = new Command('mail').description('What became of “I got no mail”.')

  mail
    .command('list')
    .description('mails, the newest first')
    .argument('[user]', 'only those of an account: an email address, an id or a phone number')
    .option('--state <state>', 'queued, sent, delivered, bounced, complained or failed')
    .option('--kind <kind>', 'such as reset-password')
    .option('--limit <n>', 'how many at a time, up to 1000', '50')
    .option('--after <id>', 'the page that follows the mail of this id')
    .action((user, options, asked: Command) => {
      const words = ({ mails, next, known }: { mails: OperatorsEmail[]; next: string | null; known: boolean }) =>
        known || mails.length > 0
          ? page(mailRows(mails), next)
          : 'No account has this address, so nothing is mailed to it. Is it spelt as it was at the registration?'
      return printAnswer({ asked, terminal, input: { ...options, user }, words }, 'mail list')
    })

  mail
    .command('show')
    .description('one mail, with what the mail server said')
    .argument('<id>')
    .action((id, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { id }, words: ({ mail }) => list(mail) }, 'mail show'),
    )

  mail
    .command('retry')
    .description('try again now what was given up, came back or waits for long')
    .argument('[id...]')
    .option('--failed', 'all that were given up, a thousand at a time')
    .action((ids: string[], { failed }, asked: Command) => {
      const input = { ids: ids.length > 0 ? ids : undefined, failed }
      const words = ({ retried, untouched }: { retried: string[]; untouched: string[] }) =>
        [
          `${retried.length} to be tried now.`,
          ...untouched.map((id) => `${id}: delivered, due anyway, or unknown.`),
        ].join('\n')
      return printAnswer({ asked, terminal, input, words }, 'mail retry')
    })

  return mail
}

export function mailRows(emails: OperatorsEmail[]): string {
  return table(
    emails.map(({ id, kind, to, state, attempts, created_at, sent_at, last_error, server_reply }) => ({
      id,
      kind,
      to,
      state,
      tries: attempts,
      asked: moment(created_at),
      sent: moment(sent_at),
      said: server_reply ?? last_error,
    })),
  )
}
