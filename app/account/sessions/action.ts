'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/account-form'
import { asForm } from '@/app/_http/form'
import { refusedParam } from '@/app/_http/refused'
import { clearSessionCookie } from '@/app/_http/session-cookie'
import { revokeOtherSessions, revokeSession } from '@/lib/sessions/revoke-sessions'

const PAGE = '/account/sessions'

export async function revokeSessionAction(sent: FormData): Promise<void> {
  const result = await runAccountForm(revokeSession, asForm(sent), PAGE)
  // One that is not there any more has been logged out already.
  if (!result.ok) redirect(result.code === 'not-found' ? `${PAGE}?ended` : `${PAGE}?refused=${refusedParam(result)}`)
  if (!result.value.current) redirect(`${PAGE}?ended`)
  await clearSessionCookie()
  redirect('/login?notice=logged-out')
}

export async function revokeOtherSessionsAction(): Promise<void> {
  const result = await runAccountForm(revokeOtherSessions, new FormData(), PAGE)
  redirect(result.ok ? `${PAGE}?others-ended` : `${PAGE}?refused=${refusedParam(result)}`)
}
