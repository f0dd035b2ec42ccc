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
export const openConsole: Step = async ({ url = '', headers }) => {
  delete headers[STAFF]
  if (isStaffPath(url) && (await isStaff(headers.cookie))) headers[STAFF] = 'yes'
  return false
}

async function isStaff(cookie: string | undefined): Promise<boolean> {
  const credential = cookieCredentialFrom(new Headers({ cookie: cookie ?? '' }))
  try {
    return (await currentStaff(credential)) !== undefined
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return false
  }
}
