import { v7 as uuidv7 } from 'uuid'
import { openPasswordReset, spendPasswordReset } from '@/db/accounts/password-resets'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { rounds } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { endSession } from './revoke-sessions'

test('a reset and the logouts of the same account never deadlock', async () => {
  for (const _ of rounds(15)) {
    const user = await someone()
    const link = await aResetLink(user)
    const sessions = await Promise.all(Array.from({ length: 8 }, () => loggedIn(user)))
    const logouts = sessions.map(({ tokenHash, kind }) => endSession(tokenHash, kind, {}))
    const [reset] = await Promise.all([spendPasswordReset(link.id, 'another hash', {}), ...logouts])
    expect(reset?.id).toBe(user.id)
  }
})

test('of two reset requests handled in either order the last one has the link that works [C7]', async () => {
  const user = await someone()
  const [older, newer] = [uuidv7(), uuidv7()].map((id) => ({ id, userId: user.id, recipient: user.email, data: {} }))
  await query((db) =>
    db.insert(emails).values([older!, newer!].map((row) => ({ ...row, kind: 'reset-password' as const }))),
  )
  const opened = await openPasswordReset(newer!, 60)
  expect(await openPasswordReset(older!, 60)).toBe('superseded')
  const { reset } = opened as Exclude<typeof opened, string>
  expect((await spendPasswordReset(reset.id, 'another hash', {}))?.id).toBe(user.id)
})
