import type { EmailKind } from '@/db/schema'
import { readLink } from '@/lib/links/mailed-link'
import { notMe } from '@/lib/not-me/not-me'
import { accountOf } from '@/test/accounts/account-now'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { composed, newestEmail, tokenFor } from '@/test/emails/composed-emails'
import { factorNotices } from '@/test/emails/factor-notices'
import { expect, test } from '@/test/unit'

for (const [name, { happens, says }] of Object.entries(factorNotices)) {
  const kind = name.split(',')[0] as EmailKind

  test(`the owner is emailed about ${name}, with a working “This wasn’t me” link and no secret [M25, M11]`, async () => {
    const owner = await someoneWithTwoStep()
    await happens(owner)
    const { user, secret, codeHashes } = owner
    const { to, content } = await composed(await newestEmail(kind, user))
    expect(to).toBe(user.email)
    expect(content.text).toContain(says)
    const token = tokenFor('/not-me', content)
    expect(await readLink('not-me', token)).toMatchObject({ state: 'good', user: { id: user.id } })
    const written = content.html + content.text + JSON.stringify(await emailsOf(user, kind))
    for (const hidden of [secret, ...codeHashes]) expect(written).not.toContain(hidden)
  })

  test(`“This wasn’t me” in ${name} ends all access and leaves two-step login as it is [M2, M25]`, async () => {
    const owner = await someoneWithTwoStep()
    await happens(owner)
    const { user } = owner
    const before = await accountOf(user)
    const { content } = await composed(await newestEmail(kind, user))
    expect(await notMe({ token: tokenFor('/not-me', content) }, aCaller())).toMatchObject({ ok: true })
    expect(await accountOf(user)).toMatchObject({ passwordHash: '!', twoStepAt: before.twoStepAt })
    expect((await rowsOf(user)).sessions).toEqual([])
  })
}
