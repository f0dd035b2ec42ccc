import type { CommandName } from '@/lib/operator/commands'
import { commands } from '@/lib/operator/commands'
import { Refusal } from './print-answer'
import { printable, type Terminal } from './terminal'

/** Asks for the name of what a command is about, if it cannot be undone. Refuses if something else is typed. */
export async function confirmTyped(terminal: Terminal, command: CommandName, name: string): Promise<void> {
  const { risk } = commands[command].declared
  if (!risk) return
  if (!terminal.interactive) throw new Refusal('This cannot be undone. Add --yes to do it without confirmation.')
  const shown = printable(name)
  const typed = await terminal.ask(`${risk(shown)} Type ${shown} to confirm: `)
  if (typed.trim() !== name) throw new Refusal('Nothing was changed.')
}
