// Whatever an address parser gives a meaning to: quotes, brackets, lists, comments, routes, blanks.
const ONE_PLAIN_ADDRESS = /^[^\s\p{C}@,;:<>()[\]"\\]+@[^\s\p{C}@,;:<>()[\]"\\]+$/u

/** Refuses an address that some parser on the way could read as another one, or as several. */
export function requireOneAddress(to: string): void {
  // The address itself is left out of the message, which goes to the log.
  if (!ONE_PLAIN_ADDRESS.test(to)) throw new Error('The recipient is not one plain address')
}

/** The parts of MAIL_FROM, taken apart here since a comma in the name would be read as a second sender. */
export function sender(mailFrom: string): { name: string; address: string; domain: string } {
  const [, name = '', address = ''] = /^(.*?)\s*<?([^\s<>]+@[^\s<>]+?)>?$/.exec(mailFrom) ?? []
  return { name: name.replace(/^"(.*)"$/, '$1'), address, domain: address.slice(address.lastIndexOf('@') + 1) }
}
