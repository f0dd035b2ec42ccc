import { waitText } from '@/lib/result'

/** When an email can be resent, from the `wait` parameter of the page. Anybody may have written it. */
export function resendWait(wait: unknown): string | undefined {
  const seconds = Math.min(Number(wait), 3600)
  return seconds > 0 ? `You can resend the email in ${waitText(seconds)}.` : undefined
}
