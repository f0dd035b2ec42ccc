import { type LinkPage, linkCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

/** The token of the link opened last at this page. It stays after use, so that the page can say that the link was used. */
export async function tokenOfOpenedLink(page: LinkPage): Promise<string> {
  return (await keptCookie(() => linkCookie(page)).read()) ?? ''
}
