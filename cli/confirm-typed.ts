import type { CommandName } from '@/lib/operator/commands'
import { commands } from '@/lib/operator/commands'
import { Refusal } from './print-answer'
import { printable, type Terminal } from './terminal'

/** Asks for the name of what a command is about, if it is a risk. Refuses if something else is typed. */
export async function confirmTyped(terminal: Terminal, command: CommandName, name: string): Promise<void> {
  const { risk } = commands[command].declared
  if (!risk) return
  const shown = printable(name)
  if (!terminal.interactive) throw new Refusal(`${risk(shown)} Add --yes to do it without confirmation.`)
  const typed = await terminal.ask(`${risk(shown)} Type ${shown} to confirm: `)
  if (typed.trim() !== name) throw new Refusal('Nothing was changed.')
}
