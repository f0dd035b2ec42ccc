import { redirect } from 'next/navigation'
import { askedAsStaff } from '@/app/_http/staff/ask-as-staff'
import { email } from '@/lib/accounts/email'
import type { Finding } from '@/lib/operator/diagnosis/finding'

/** Why nobody can log in with an email that no account has; undefined for any other text. */
export async function diagnosisOf(text: string): Promise<Finding[] | undefined> {
  if (!email.safeParse(text).success) return undefined
  const asked = await askedAsStaff('users diagnose', { user: text })
  if (!asked.ok) return undefined
  // The mailbox has a part in the contest of an account, without being its email.
  if (asked.value.user) redirect(`/staff/people/${asked.value.user.id}`)
  return asked.value.findings
}
