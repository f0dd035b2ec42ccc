import { eq } from 'drizzle-orm'
import { undoEmailChange } from '@/db/accounts/email-changes'
import { secureAccount } from '@/db/accounts/not-me'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { events } from '@/db/schema'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { everyNotice } from '@/test/emails/every-notice'
import { newestLink } from '@/test/links/link-row'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { passkeysOf } from './passkeys'

type Way = { tell: (user: User) => Promise<unknown>; press: (user: User) => Promise<unknown> }

/** How the owner of an email says that something was somebody else's doing. */
const ways: Record<string, Way> = {
  '“This wasn’t me”': {
    tell: (user) => everyNotice['phone-changed'](user),
    press: async (user) => secureAccount((await newestLink('not-me', user)).id, user.emailCanonical, {}),
  },
  'the undo of a change of email': {
    tell: (user) => moved(user),
    press: async (user) => undoEmailChange((await newestLink('undo-email', user)).id, {}),
  },
}

for (const [name, { tell, press }] of Object.entries(ways))
  test(`${name} removes the passkeys that were added since then, and no older one`, async () => {
    const user = await somebodyVerified()
    const old = await aPasskeyOf(user, { name: 'Mine', createdAt: new Date(Date.now() - 3_600_000) })
    await tell(user)
    await aPasskeyOf(user, { name: 'Theirs' })
    expect(await press(user)).toMatchObject({ id: user.id })
    expect(await passkeysOf(user.id)).toMatchObject([{ id: old.id }])
    const noted = await query((db) => db.select().from(events).where(eq(events.userId, user.id)))
    expect(noted.filter(({ type }) => type === 'passkey-removed')).toMatchObject([
      { details: { passkey_name: 'Theirs' } },
    ])
  })
