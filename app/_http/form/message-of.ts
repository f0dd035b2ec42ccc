import { type Failure, type FailureCode, refusalText } from '@/lib/result'

/** The title alone would leave someone at the button that has just failed. */
const whatNext: Partial<Record<FailureCode, string>> = { 'passkey-refused': 'Try again, or use another way.' }

/** What a page says of a refusal. */
export function messageOf(failure: Failure): string {
  const [said, next] = [refusalText(failure), whatNext[failure.code]]
  return next ? `${said} ${next}` : said
}
