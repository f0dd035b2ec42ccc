'use server'
import { redirect } from 'next/navigation'
import { formCaller } from '@/app/_http/form'
import { clearSessionCookie, cookieCredential } from '@/app/_http/session-cookie'
import { logout } from '@/lib/sessions/logout'

export async function logoutAction(): Promise<void> {
  const caller = await formCaller()
  const credential = await cookieCredential()
  if (!caller) redirect('/account')
  if (credential) await logout(credential, caller)
  await clearSessionCookie()
  redirect('/login?notice=logged-out')
}
