import { findUntoldNotices, type UntoldNotices } from '@/db/provider/client-facts'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { moment } from '@/lib/clients/doctor/moment'
import { counted, type Finding, fine, warning } from '@/lib/doctor/finding'

const STILL_TRYING = 'Make the back-channel URL answer. Rekey tells the app again by itself, for more than two days'
const GIVEN_UP =
  'Make the back-channel URL answer 200. Whoever is still logged in to the app stays so until its own session ends'

/** Says which logouts have not reached the app, and what it answered. */
export const notices: ClientCheck = async ({ client }) => {
  const untold = await findUntoldNotices(client.id)
  if (untold.length > 0) return untold.map(judge)
  return client.backchannelUri ? [fine('notices', 'No logout notice to the app waits or has failed.')] : []
}

function judge({ status, count, statusCode, lastError, lastAt }: UntoldNotices): Finding {
  const answer = statusCode === null ? `No answer: ${lastError}` : `It answered ${statusCode}`
  const last = `${count === 1 ? '' : 'the latest '}of ${moment(lastAt)}. ${answer}.`
  if (status === 'queued')
    return warning(
      'notices.waiting',
      `${counted(count, 'logout has', 'logouts have')} not reached the app yet, ${last}`,
      STILL_TRYING,
    )
  const ended = status === 'refused' ? 'The app refused' : 'Rekey gave up telling the app of'
  const says = `${ended} ${counted(count, 'logout')} in the last 90 days, ${last}`
  return warning(`notices.${status}`, says, GIVEN_UP)
}
