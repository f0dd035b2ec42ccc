import { redirect } from 'next/navigation'
import type { LinkPage } from '@/app/_http/cookies/cookie-names'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { takeOnward } from '@/app/_http/cookies/onward-cookie'
import { browserSession } from '@/app/_http/cookies/session-cookie'
import { isSetUpRequired } from '@/lib/factors/set-up-required'
import { pathAfterForm } from './app-login-path'

type Places = { account: `/account${string}`; login: `/login?notice=${string}`; page: LinkPage }

/**
 * Says that a link worked: in the account if its owner is logged in here, otherwise at the login. An owner who was on the way
 * into an app goes on to it instead.
 */
export async function redirectAfterLink(email: string, { account, login, page }: Places): Promise<never> {
  const user = (await browserSession())?.user
  if (user?.email === email) {
    // The way onward is kept for later.
    if (isSetUpRequired(user)) redirect('/account/security?verified')
    const onward = await takeOnward()
    redirect((onward ? pathAfterForm(onward) : account) as '/account')
  }
  // Another account is logged in here, so the link's own page says that the link was used.
  if (user) redirect(page)
  await rememberEmail(email)
  redirect(login as '/login')
}
