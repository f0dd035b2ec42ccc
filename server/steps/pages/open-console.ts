import { cookieCredentialFrom } from '@/app/_http/request/request-credential'
import { isStaffPath, STAFF } from '@/app/_http/staff/staff-address'
import { currentStaff } from '@/lib/staff/staff-session'
import { isUnavailable } from '@/lib/unavailable'
import type { Step } from '@/server/pipeline'

/**
 * Marks the requests of staff for the console. To everybody else its addresses lead to nothing, as unknown ones do, so that nobody
 * learns whether there is a console, and a fault in one of its pages is none for strangers. While the database is away, nobody can
 * be known to be of staff.
 */
export const openConsole: Step = async ({ url = '', headers }, response) => {
  delete headers[STAFF]
  if (isStaffPath(url)) {
    if (await isStaff(headers.cookie)) headers[STAFF] = 'yes'
  } else if (isStaffPath(decodeURIComponent(url.replace(/[?#].*$/s, '')))) {
    // Spelled like this it leads to nothing, but Next knows the page, and would write the headers of its answer in another order.
    response.setHeader('Cache-Control', UNKNOWN_CACHE_CONTROL)
  }
  return false
}

/** As Next sets it first where it has no page. */
const UNKNOWN_CACHE_CONTROL = 'private, no-cache, no-store, max-age=0, must-revalidate'

async function isStaff(cookie: string | undefined): Promise<boolean> {
  const credential = cookieCredentialFrom(new Headers({ cookie: cookie ?? '' }))
  try {
    return (await currentStaff(credential)) !== undefined
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return false
  }
}
