/** The body of the answer to an action that was refused before it began: the code and a text for people, read by `reasonOf`. */
export function refusedAction(code: string, words: string): string {
  return `${code}: ${words}`
}

/** The messages of Chromium, Firefox and Safari when fetch gets no answer at all. */
const NO_ANSWER = /^(Failed to fetch|NetworkError when attempting to fetch resource\.?|Load failed\b.*)$/
/** React's message for an answer that breaks off. */
const CUT_OFF = 'Connection closed.'

/**
 * Tells people why the call of an action failed. Only a refusal by this site is shown in its own words: any other message
 * comes from the browser or a proxy, and then the action may have run. `offline`: the browser was offline before the call.
 */
export function reasonOf(error: unknown, offline = false): string {
  const message = error instanceof Error ? error.message : ''
  const isBroken = error instanceof TypeError || message === CUT_OFF
  if (isBroken && NO_ANSWER.test(message)) {
    if (offline) return 'You’re offline, so nothing was sent. Connect to the internet and try again.'
    // The same message for a connection that was refused and for one that broke after the server had read everything.
    return 'We couldn’t reach this site and don’t know whether it got your request. Check your connection and try again.'
  }
  // An answer that breaks off while it is read is a TypeError too, with a message that differs between browsers.
  if (isBroken)
    return 'The connection was lost before the answer arrived. Check whether it worked before you try again.'
  const [, words] = /^[a-z-]+: (.+)$/s.exec(message) ?? []
  return words ?? 'We got an unexpected answer. Check whether it worked before you try again.'
}
