import { Command } from 'commander'
import type { OperatorsKey } from '@/lib/operator/signing-keys'
import { printAnswer } from './print-answer'
import { moment, type Terminal, table } from './terminal'

const NONE = 'There are no signing keys yet. Rekey makes them when an app first needs one (PROVIDER=on).'

export function keysCommand(terminal: Terminal): Command {
  const keys = new Command('keys').description(
    'Show and change the keys that sign the logins of apps (OpenID Connect).',
  )

  keys
    .command('list')
    .description('list the keys that apps can fetch, the newest first')
    .addHelpText(
      'after',
      '\nStates: next (signs later) · current (signs) · past (its tokens may still be in use) ·\n' +
        'lost (AUTH_SECRET does not open it)',
    )
    .action((_, asked: Command) =>
      printAnswer({ asked, terminal, input: {}, words: ({ keys }) => keyRows(keys) || NONE }, 'keys list'),
    )

  keys
    .command('rotate')
    .description('publish new keys, which begin to sign after a day, when every app has fetched them')
    .option('--now', 'let them sign in two minutes; apps that keep the old keys may refuse logins for a while')
    .action(({ now }: { now?: true }, asked: Command) => {
      const words = (answer: Rotated) => rotated(answer, now ?? false)
      return printAnswer({ asked, terminal, input: { now }, words }, 'keys rotate')
    })

  return keys
}

type Rotated = { made: string[]; keys: OperatorsKey[] }

function rotated({ made, keys }: Rotated, now: boolean): string {
  if (keys.length === 0) return NONE
  return `${keyRows(keys)}\n\n${outcome(made.length > 0, now)}`
}

function outcome(changed: boolean, now: boolean): string {
  if (!changed) return 'Nothing was changed, because the next keys are already published.'
  if (!now) return 'The new keys are published. They begin to sign at the time shown, and nobody notices.'
  return (
    'The new keys sign in two minutes, when every instance has read them. Apps that keep the old keys may refuse logins\n' +
    'for a while, until they fetch the new ones. The old keys stay published until the tokens that they signed have ended.'
  )
}

function keyRows(keys: OperatorsKey[]): string {
  return table(
    keys.map(({ kid, alg, state, signs_from, published_until }) => ({
      kid,
      alg,
      state,
      'signs from': moment(signs_from),
      'published until': moment(published_until),
    })),
  )
}
