import { Command } from 'commander'
import type { AnswerOf } from '@/lib/operator/commands'
import type { OperatorsSetting } from '@/lib/operator/list-settings'
import { printAnswer } from './print-answer'
import { printable, type Terminal } from './terminal'

export function settingsCommand(terminal: Terminal): Command {
  const words = ({ settings }: AnswerOf<'settings list'>) => settings.map(settingLines).join('\n')
  return new Command('settings')
    .description('Show each setting, what it is for and where its value comes from; secrets only as “set”.')
    .action((_, asked: Command) => printAnswer({ asked, terminal, input: {}, words }, 'settings list'))
}

function settingLines(setting: OperatorsSetting): string {
  return `${setting.name}  ${printable(shownValue(setting))}  (${printable(setting.file ?? setting.source)})\n    ${setting.meaning}`
}

const shownValue = ({ secret, set, value }: OperatorsSetting) => (secret && set ? 'set' : (value ?? 'not set'))
