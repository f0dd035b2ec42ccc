'use server'
import { redirect } from 'next/navigation'
import { endBrowserSession } from '@/app/_http/end-session'
import { formCaller } from '@/app/_http/form'

export async function logoutAction(): Promise<void> {
  const caller = await formCaller()
  // Still logged in where it failed, and shown so: a session that only looks ended is worse.
  redirect(caller && (await endBrowserSession(caller)) ? '/login?notice=logged-out' : '/account')
}
