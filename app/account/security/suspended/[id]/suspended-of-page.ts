import { redirect } from 'next/navigation'
import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { secondFactorsOf } from '@/lib/two-step/second-factors'

const SECURITY = '/account/security'

/** The suspended factor that the URL names, with everything else that the account has. Back to the page before if there is none of this ID. */
export async function suspendedOfPage(id: string) {
  const session = await loggedInSession(SECURITY, { whileRequired: true })
  const { user, twoStepAt } = session
  const factors = await secondFactorsOf({ id: user.id, twoStepAt })
  const factor = factors.suspended.find((each) => each.id === id)
  return factor ? { session, factors, factor } : redirect(SECURITY)
}
