/** A command that changes the client, ready to be pasted into a shell. */
export function changeCommand(id: string, option: string, values: string[]): string {
  return ['npx rekey clients change', id, option, ...values.map(shellWord)].join(' ')
}

/** A command that lists the user of the app, ready to be pasted into a shell. */
export function allowCommand(id: string, email: string): string {
  return `npx rekey clients allow ${id} ${shellWord(email)}`
}

/** A URL may come from a stranger's request, and an email from a stranger who registered, so whatever could mean something to a shell is quoted. */
function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
