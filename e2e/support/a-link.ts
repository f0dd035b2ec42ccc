import { confirmEmailChange } from '@/db/email-changes'
import type { UserLinkPurpose } from '@/db/links'
import type { User } from '@/db/users'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { askedChange } from './email-change'
import { type MadeLink, newestLink } from './link-row'
import { aResetLink } from './reset-link'

/** A link of that kind, come about in the way the product makes it. */
export async function aLink(purpose: UserLinkPurpose, user: User): Promise<MadeLink> {
  if (purpose === 'password-reset') return aResetLink(user)
  if (purpose === 'verify-email') return newestLink('verify-email', user)
  const change = await askedChange(user)
  if (purpose === 'undo-email') await confirmEmailChange(change.id, canonicalEmail(change.to), {})
  return newestLink(purpose, user)
}
