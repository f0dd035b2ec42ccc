import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { cookieCredential } from '@/app/_http/cookies/session-cookie'
import { withNext } from '@/app/_http/form/with-next'
import { currentStaff, type StaffSession } from '@/lib/staff/staff-session'

/** The session of the member of staff who is here. Read once for each page. Anybody else is told that there is nothing here. */
export const staffSession = cache(async (): Promise<StaffSession> => {
  const session = await currentStaff(await cookieCredential())
  if (!session) notFound()
  return session
})

/** The same for a page of the console, which leads whoever has not entered it yet to do so, and then back to `path`. */
export async function openStaff(path: `/staff${string}`): Promise<StaffSession> {
  const session = await staffSession()
  if (!session.open) redirect(enterPath(path))
  return session
}

/** Where somebody enters the console, or confirms there that it is them, on the way to one of its pages. */
export const enterPath = (next: `/staff${string}`) => withNext('/staff/enter', next) as '/staff/enter'

/** For the way into the console, which nobody else is shown. */
export async function isStaffHere(): Promise<boolean> {
  return (await currentStaff(await cookieCredential())) !== undefined
}
