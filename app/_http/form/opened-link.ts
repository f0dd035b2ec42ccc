import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { linkPages, readLink } from '@/lib/links/mailed-link'

/** The kinds of links that have a page to themselves, with nothing on it but a button. */
type Purpose = 'confirm-email' | 'undo-email' | 'not-me' | 'contest'

/** What the link opened last at its page is good for now. */
export async function openedLink<P extends Purpose>(purpose: P) {
  const token = await tokenOfOpenedLink(linkPages[purpose])
  return token ? readLink(purpose, token) : ({ state: 'no-link' } as const)
}
