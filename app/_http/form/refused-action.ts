/** What is said of an action that was refused before it began, for `reasonOf` to read: the code, and words for people. */
export function refusedAction(code: string, words: string): string {
  return `${code}: ${words}`
}

/** What fetch rejects with where no answer began: Chromium, Firefox, Safari. */
const NO_ANSWER = /^(Failed to fetch|NetworkError when attempting to fetch resource\.?|Load failed\b.*)$/
/** What React says where an answer ends before it is whole. */
const CUT_OFF = 'Connection closed.'

/**
 * Why the call of an action failed, in words for people. Its message counts only where it is a refusal of this site: a browser
 * or a proxy in between has words of its own, and then the action may have run.
 */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const isBroken = error instanceof TypeError || message === CUT_OFF
  if (isBroken && NO_ANSWER.test(message))
    return 'This site could not be reached. Please check your connection, then try again.'
  // An answer that breaks off while it is read is a TypeError as well, in words that differ from engine to engine.
  if (isBroken)
    return 'The connection broke before the whole answer came. Please check whether it was done before you try again.'
  const [, words] = /^[a-z-]+: (.+)$/s.exec(message) ?? []
  const odd = 'Something between you and this site returned an unexpected answer.'
  return words ?? `${odd} Please check whether it was done before you try again.`
}
