import { Refusal } from './print-answer'
import { printable, type Terminal } from './terminal'

/** Asks for the name of what is to be deleted, because this cannot be undone. Refuses if something else is typed. */
export async function confirmTyped(terminal: Terminal, name: string, what: string, withIt: string): Promise<void> {
  if (!terminal.interactive) throw new Refusal(`This cannot be undone. Add --yes to delete ${what}.`)
  const shown = printable(name)
  const typed = await terminal.ask(`This permanently deletes ${shown} and ${withIt}. Type ${shown} to confirm: `)
  if (typed.trim() !== name) throw new Refusal('Nothing was deleted.')
}
