/** What is said of an action that was refused before it began, for `reasonOf` to read: the code, and words for people. */
export function refusedAction(code: string, words: string): string {
  return `${code}: ${words}`
}

/**
 * Why the call of an action failed, in words for people. Its message counts only where it is a refusal of this site: a browser
 * or a proxy in between has words of its own.
 */
export function reasonOf(error: unknown): string {
  // What fetch rejects with where there is no answer at all (https://fetch.spec.whatwg.org/#fetch-method).
  if (error instanceof TypeError) return 'This site could not be reached. Please check your connection, then try again.'
  const [, words] = (error instanceof Error && /^[a-z-]+: (.+)$/s.exec(error.message)) || []
  return words ?? 'Something between you and this site gave another answer. Please try again in a moment.'
}
