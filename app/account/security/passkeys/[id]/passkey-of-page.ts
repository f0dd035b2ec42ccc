import { redirect } from 'next/navigation'
import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { secondFactorsOf } from '@/lib/two-step/second-factors'

const LIST = '/account/security/passkeys'

/** The passkey that the URL names, with everything else that the account has. Back to the list if there is none of this ID. */
export async function passkeyOfPage(id: string) {
  const session = await loggedInSession(LIST, { whileRequired: true })
  const { user, twoStepAt } = session
  const factors = await secondFactorsOf({ id: user.id, twoStepAt })
  const passkey = factors.passkeys.find((each) => each.id === id)
  return passkey ? { session, factors, passkey } : redirect(LIST)
}
