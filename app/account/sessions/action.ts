'use server'
import { redirect } from 'next/navigation'
import { clearSessionCookie } from '@/app/_http/cookies/session-cookie'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm } from '@/app/_http/form/run-form'
import { revokeOtherSessions, revokeSession } from '@/lib/sessions/revoke-sessions'

const PAGE = '/account/sessions'

export async function revokeSessionAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const result = await runAccountForm(revokeSession, form, PAGE)
  // A session that no longer exists has already been logged out.
  if (!result.ok) redirect(result.code === 'not-found' ? `${PAGE}?ended` : `${PAGE}?refused=${refusalParam(result)}`)
  if (!result.value.current) redirect(`${PAGE}?ended`)
  await clearSessionCookie()
  redirect('/login?notice=logged-out')
}

export async function revokeOtherSessionsAction(): Promise<void> {
  const form = asForm()
  const result = await runAccountForm(revokeOtherSessions, form, PAGE)
  redirect(result.ok ? `${PAGE}?others-ended` : `${PAGE}?refused=${refusalParam(result)}`)
}
