// Everything that an email address parser treats specially: quotes, brackets, lists, comments, routes, spaces.
const ONE_PLAIN_ADDRESS = /^[^\s\p{C}@,;:<>()[\]"\\]+@[^\s\p{C}@,;:<>()[\]"\\]+$/u

/** Refuses a recipient that some parser on the way could read as another one or as several. */
export function requireOneAddress(to: string): void {
  // The message goes to the log, so it does not contain the email address.
  if (!ONE_PLAIN_ADDRESS.test(to)) throw new Error('The recipient is not one plain email address')
}

/** The parts of MAIL_FROM, split here because a comma in the name would be read as a second sender. */
export function sender(mailFrom: string): { name: string; address: string; domain: string } {
  const [, name = '', address = ''] = /^(.*?)\s*<?([^\s<>]+@[^\s<>]+?)>?$/.exec(mailFrom) ?? []
  return { name: name.replace(/^"(.*)"$/, '$1'), address, domain: address.slice(address.lastIndexOf('@') + 1) }
}
