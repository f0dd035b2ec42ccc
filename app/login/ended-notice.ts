import { cookieCredential } from '@/app/_http/cookies/session-cookie'

/** Called when nobody is logged in, so a session cookie that was sent belongs to a session that has ended. */
export async function endedNotice(): Promise<string | undefined> {
  return (await cookieCredential()) && 'Your session has ended. Log in to continue.'
}
