import { Command } from 'commander'
import type { OperatorsEmail } from '@/lib/operator/emails'
import { printAnswer } from './print-answer'
import { list, moment, page, type Terminal, table } from './terminal'

export function mailCommand(terminal: Terminal): Command {
  const mail = new Command('mail').description('Find out what happened to an email.')

  mail
    .command('list')
    .description('list emails, newest first')
    .argument('[user]', 'only emails of this account (email, ID or phone number)')
    .option('--state <state>', 'only emails that are queued, sent, delivered, bounced, complained or failed')
    .option('--kind <kind>', 'only emails of this kind, such as reset-password')
    .option('--limit <n>', 'how many to list, up to 1000', '50')
    .option('--after <id>', 'list the emails after the one with this ID')
    .action((user, options, asked: Command) => {
      const words = ({ mails, next, known }: { mails: OperatorsEmail[]; next: string | null; known: boolean }) =>
        known || mails.length > 0
          ? page(mailRows(mails), next)
          : 'No account has this email, so nothing is sent to it. Is it spelled as it was at registration?'
      return printAnswer({ asked, terminal, input: { ...options, user }, words }, 'mail list')
    })

  mail
    .command('show')
    .description('show one email and what the mail server replied')
    .argument('<id>')
    .action((id, _, asked: Command) =>
      printAnswer({ asked, terminal, input: { id }, words: ({ mail }) => list(mail) }, 'mail show'),
    )

  mail
    .command('retry')
    .description('resend emails that failed, bounced or are waiting')
    .argument('[id...]')
    .option('--failed', 'every failed email, up to 1000 at a time')
    .action((ids: string[], { failed }, asked: Command) => {
      const input = { ids: ids.length > 0 ? ids : undefined, failed }
      const words = ({ retried, untouched }: { retried: string[]; untouched: string[] }) =>
        [
          `Emails to be sent now: ${retried.length}`,
          ...untouched.map((id) => `${id}: not retried, because it is delivered, already due, or unknown.`),
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
      attempts,
      created: moment(created_at),
      sent: moment(sent_at),
      reply: server_reply ?? last_error,
    })),
  )
}
