import { cookies } from 'next/headers'
import { resetCookie } from './cookies'

/** The token of the link opened last. It stays after its use, so that the page can say that it was used. */
export async function mailedToken(): Promise<string | undefined> {
  return (await cookies()).get(resetCookie().name)?.value
}
