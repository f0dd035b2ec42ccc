import type { Found } from '../run'
import { short } from './table'

/** One comparison and its bars. */
export type Panel = { title: string; better: 'more' | 'less'; bars: { name: string; value: number; words: string }[] }

type Wanted = Omit<Panel, 'bars'> & { cell: string; figure: string; lanes: Record<string, string> }

const wanted: Wanted[] = [
  {
    title: 'Logins per second, bcrypt cost 12, 32 at once',
    better: 'more',
    cell: 'logins-bcrypt',
    figure: 'perSecond',
    lanes: {
      'ceiling, all cores': 'The machine’s ceiling',
      'Rekey 32 at once': 'Rekey',
      'Better Auth, bcryptjs, 32 at once': 'Better Auth',
    },
  },
  {
    title: 'Logins per second, 32 at once',
    better: 'more',
    cell: 'logins-argon2id',
    figure: 'perSecond',
    lanes: {
      'ceiling, all cores': 'Ceiling of argon2id',
      'Rekey 32 at once': 'Rekey, argon2id',
      'Better Auth, scrypt, 32 at once': 'Better Auth, scrypt',
    },
  },
  {
    title: 'Login page while 32 log in: p99, ms',
    better: 'less',
    cell: 'while-hashing',
    figure: 'p99',
    lanes: {
      'Rekey, page, idle': 'Rekey, idle',
      'Rekey, page, busy': 'Rekey',
      'Better Auth, scrypt, page, busy': 'Better Auth, scrypt',
      'Better Auth, bcryptjs, page, busy': 'Better Auth, bcryptjs',
    },
  },
  {
    title: 'Session checks per second, 16 at once',
    better: 'more',
    cell: 'session-check',
    figure: 'perSecond',
    lanes: {
      'plain route handler': 'Next, bare handler',
      'Rekey, cookie': 'Rekey, cookie',
      'Rekey, bearer': 'Rekey, bearer',
      'Better Auth, cookie': 'Better Auth',
    },
  },
  {
    title: 'Reset requests per second, 16 at once',
    better: 'more',
    cell: 'forgot',
    figure: 'perSecond',
    lanes: { 'Rekey, 16 at once': 'Rekey', 'Better Auth, 16 at once': 'Better Auth' },
  },
  {
    title: 'Login pages per second, gzip',
    better: 'more',
    cell: 'pages',
    figure: 'perSecond',
    lanes: {
      'plain Next, dynamic': 'Next, bare dynamic page',
      Rekey: 'Rekey',
      'Better Auth': 'Better Auth',
    },
  },
]

/** The panels for which there are figures. */
export function panelsOf(cells: Found[]): Panel[] {
  return wanted.flatMap(({ title, better, cell, figure, lanes }) => {
    const found = cells.find(({ name }) => name === cell)?.lanes ?? []
    const bars = Object.entries(lanes).flatMap(([lane, name]) => {
      const { median = {} } = found.find((each) => each.name === lane) ?? {}
      const value = median[figure]
      if (value === undefined) return []
      // If no answer came in time, the value is the length of the measurement.
      return [{ name, value, words: median.perSecond === 0 ? `none in ${short(value)}` : short(value) }]
    })
    return bars.length > 0 ? [{ title, better, bars }] : []
  })
}
