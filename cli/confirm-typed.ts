import { Refusal } from './print-answer'
import { printable, type Terminal } from './terminal'

/** What an operator is told about a command that cannot be undone: before it, if nobody can answer, and if it was called off. */
export type Risk = { warning: (name: string) => string; needsYes: string; calledOff: string }

/** Asks for the name of what a command is about, because it cannot be undone. Refuses if something else is typed. */
export async function confirmTyped(terminal: Terminal, name: string, risk: Risk): Promise<void> {
  if (!terminal.interactive) throw new Refusal(risk.needsYes)
  const shown = printable(name)
  const typed = await terminal.ask(`${risk.warning(shown)} Type ${shown} to confirm: `)
  if (typed.trim() !== name) throw new Refusal(risk.calledOff)
}
