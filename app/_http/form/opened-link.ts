import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { linkPages, readLink } from '@/lib/links/mailed-link'

/** The kinds of links whose page has only a button. */
type Purpose = 'confirm-email' | 'undo-email' | 'not-me' | 'contest'

/** The state of the link that this browser opened last at its page. */
export async function openedLink<P extends Purpose>(purpose: P) {
  const token = await tokenOfOpenedLink(linkPages[purpose])
  return token ? readLink(purpose, token) : ({ state: 'no-link' } as const)
}
