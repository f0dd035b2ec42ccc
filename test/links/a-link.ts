import { sql } from 'drizzle-orm'
import { confirmEmailChange, undoEmailChange } from '@/db/accounts/email/email-changes'
import type { User } from '@/db/accounts/users'
import type { UserLinkPurpose } from '@/db/links'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { changeAccount } from '@/test/accounts/account-now'
import { aResetLink } from './a-reset-link'
import { type MadeLink, newestLink } from './link-row'
import { requestedChange } from './requested-change'

/** A link of that kind, made by the operation that makes it in the product. */
export async function aLink(purpose: UserLinkPurpose, user: User): Promise<MadeLink> {
  if (purpose === 'password-reset') return aResetLink(user)
  if (purpose === 'verify-email') return newestLink('verify-email', user)
  // An unverified email gets no notices and therefore no such link.
  if (purpose === 'not-me') await changeAccount(user, { emailVerifiedAt: sql`now()` })
  const change = await requestedChange(user)
  if (purpose === 'undo-email' || purpose === 'contest')
    await confirmEmailChange(change.id, canonicalEmail(change.to), {})
  if (purpose === 'contest') await undoEmailChange((await newestLink('undo-email', user)).id, {})
  return newestLink(purpose, user)
}
