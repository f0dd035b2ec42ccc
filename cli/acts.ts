import { Command } from 'commander'
import type { OperatorsAct } from '@/lib/operator/acts/list-acts'
import type { AnswerOf } from '@/lib/operator/commands'
import { printAnswer } from './print-answer'
import { page, type Terminal, table } from './terminal'

export function actsCommand(terminal: Terminal): Command {
  const acts = new Command('acts').description('See what operators did, and what they were refused.')
  acts
    .command('list')
    .description('list what operators did, newest first; also for accounts that were deleted')
    .option('--user <user>', 'only acts on this account (email, ID or phone number; for a deleted account, its ID)')
    .option('--act <command>', 'only this command, such as "users delete"')
    .option('--by <operator>', 'only acts of this operator')
    .option('--via <place>', 'only acts from the command line (cli) or from the console')
    .option('--from <day>', 'only acts since the beginning of this day, such as 2026-11-01')
    .option('--to <day>', 'only acts until the end of this day')
    .option('--zone <name>', 'the time zone of days and times, such as Europe/Berlin', 'UTC')
    .option('--limit <n>', 'how many to list, up to 1000', '50')
    .option('--after <id>', 'list the acts after the one with this ID')
    .action((options, asked: Command) => {
      const words = ({ acts, next, zone }: AnswerOf<'acts list'>) => page(actRows(acts, zone), next)
      return printAnswer({ asked, terminal, input: options, words }, 'acts list')
    })
  return acts
}

const actRows = (acts: OperatorsAct[], zone: string) =>
  table(
    acts.map(({ at, operator, act, user_id, code, reason, facts }) => ({
      [`when (${zone})`]: timeIn(zone, at),
      by: operator,
      act,
      account: user_id,
      outcome: code ? `refused: ${code}` : 'done',
      reason: reason ?? 'none given',
      facts: Object.entries(facts)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    })),
  )

/** `2026-11-22 23:40`, by the clocks of a time zone. */
function timeIn(timeZone: string, iso: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso))
}
