import { sealForMember } from '@/lib/staff/sealed-for-member'
import { openStaff } from './open-staff'
import { typedIn } from './perform-act'

/** The URL of a page with what a form searches for, sealed. The page itself searches, as often as it is opened. */
export async function searchPath<P extends `/staff/${string}`>(
  form: FormData,
  page: P,
): Promise<P | `${P}?s=${string}`> {
  const { user } = await openStaff(page)
  // Longer than anything that can be searched for, and short enough for a URL.
  const text = typedIn(form, 'text').trim().slice(0, 300)
  return text ? `${page}?s=${await sealForMember(user.id, 'search', { text })}` : page
}

/** What a page says of a search in its URL that cannot be opened. */
export const SEARCH_ENDED = 'This search is over, or belongs to somebody else. Please search again.'
