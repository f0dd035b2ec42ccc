import { Command } from 'commander'
import type { AnswerOf } from '@/lib/operator/commands'
import { printAnswer } from './print-answer'
import { type Terminal, table } from './terminal'

export function countsCommand(terminal: Terminal): Command {
  return new Command('counts')
    .description('Show how many accounts were registered, logins, resets and deletions there were, day by day.')
    .option('--days <n>', 'for how many days, up to 400', '28')
    .action((options, asked: Command) => {
      const words = ({ days }: AnswerOf<'counts list'>) => table(days.map(dayRow)) || NOTHING_YET
      return printAnswer({ asked, terminal, input: options, words }, 'counts list')
    })
}

const NOTHING_YET = 'Nothing is counted yet. A day is counted when it is over (UTC).'

const dayRow = ({ day, registered, logins, resets, deletions }: AnswerOf<'counts list'>['days'][number]) => ({
  'day (UTC)': day,
  registered,
  logins,
  'passwords reset': resets,
  'deletions requested': deletions,
})
