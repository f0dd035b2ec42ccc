const LONGEST = 500

/**
 * What a mail server said, fit to be kept and shown: one line without what could steer a terminal, and without links,
 * since a server may quote the mail, and a link there opens an account.
 */
export function fitReply(said: string | undefined): string | undefined {
  const line = said
    ?.toWellFormed()
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\w+:\/\/\S+|\beyJ\S+/g, '…')
    .trim()
  return line ? line.slice(0, LONGEST).toWellFormed() : undefined
}
