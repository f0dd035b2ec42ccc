const LONGEST = 500
/** The enhanced status of a refusal for good (RFC 3463), as a mail server writes it or a report of it quotes it. */
const REFUSED_FOR_GOOD = /^(?:smtp; ?)?5\d\d[ -]5\.(\d{1,3}\.\d{1,3})(?!\d)/
/** Nobody has that address, it is no address, its owner has moved, or its domain takes no mail at all (RFC 7505). */
const NO_SUCH_MAILBOX = ['1.1', '1.3', '1.6', '1.10']

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

/** What a reply says of the address: that no mailbox has it, another reason to refuse for good, or nothing that can be read. */
export function readRefusal(reply: string | undefined): 'no-mailbox' | 'other' | undefined {
  const [, status] = REFUSED_FOR_GOOD.exec(reply ?? '') ?? []
  // Large providers say 5.2.1 of a mailbox that gets too much mail just now, 5.1.2 may be a fault of somebody's name
  // server, and 5.7 is about the sender or the words: whoever took these for the last word would shut an owner out.
  if (!status) return undefined
  return NO_SUCH_MAILBOX.includes(status) ? 'no-mailbox' : 'other'
}
