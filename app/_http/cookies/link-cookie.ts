import { cookies } from 'next/headers'
import { type LinkPage, linkCookie } from './cookie-names'

/** The token of the link opened last at this page. It stays after its use, so that the page can say that it was used. */
export async function tokenOfOpenedLink(page: LinkPage): Promise<string> {
  return (await cookies()).get(linkCookie(page).name)?.value ?? ''
}
