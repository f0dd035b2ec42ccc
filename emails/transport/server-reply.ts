const LONGEST = 500
/** The enhanced status code of a permanent refusal (RFC 3463), as a mail server writes it or a bounce report quotes it. */
const REFUSED_FOR_GOOD = /^(?:smtp; ?)?5\d\d[ -]5\.(\d{1,3}\.\d{1,3})(?!\d)/
/** The recipient does not exist, is malformed or has moved, or its domain accepts no email at all (RFC 7505). */
const NO_SUCH_MAILBOX = ['1.1', '1.3', '1.6', '1.10']

/**
 * A mail server's reply, safe to store and show: one line without characters that could control a terminal and without
 * links, because the server may quote the email, whose links give access to an account.
 */
export function fitReply(said: string | undefined): string | undefined {
  const line = said
    ?.toWellFormed()
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\w+:\/\/\S+|\beyJ\S+/g, '…')
    .trim()
  return line ? line.slice(0, LONGEST).toWellFormed() : undefined
}

/** What a reply says about the recipient: it does not exist, another permanent refusal, or undefined if the reply has no such code. */
export function readRefusal(reply: string | undefined): 'no-mailbox' | 'other' | undefined {
  const [, status] = REFUSED_FOR_GOOD.exec(reply ?? '') ?? []
  // Large providers answer 5.2.1 for a mailbox that gets too many emails just now, 5.1.2 may be a fault of some name
  // server, and 5.7 is about the sender or the content. Treating these as final would lock an owner out.
  if (!status) return undefined
  return NO_SUCH_MAILBOX.includes(status) ? 'no-mailbox' : 'other'
}
