'use server'
import { redirect } from 'next/navigation'
import { asForm } from '@/app/_http/form/run-form'
import { openStaff } from '@/app/_http/staff/open-staff'
import { typedIn } from '@/app/_http/staff/perform-act'
import { sealForMember } from '@/lib/staff/sealed-for-member'

const PAGE = '/staff/people'

/** Only remembers what to search for: the page itself searches, as often as it is opened. */
export async function searchAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const { user } = await openStaff(PAGE)
  // Longer than anything that can be searched for, and short enough for a URL.
  const text = typedIn(form, 'text').trim().slice(0, 300)
  redirect(text ? `${PAGE}?s=${await sealForMember(user.id, 'search', { text })}` : PAGE)
}
