import { login } from '@/lib/sessions/login/login'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'

test('a stored hash that costs too much is logged once, by its kind alone, and never computed [I2, J7]', async () => {
  const locked = await someone({ passwordHash: '!' })
  const passwordHash = '$2b$31$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'
  const [one, other] = [await someone({ passwordHash }), await someone({ passwordHash })]
  const told = await logLinesOf(async () => {
    for (const { email } of [locked, one, other, one])
      expect(await login({ email, password: 'securepassword' }, aCaller())).toMatchObject({
        code: 'invalid-credentials',
      })
  })
  expect(told.filter(({ event }) => event !== 'login.refused')).toEqual([
    expect.objectContaining({ event: 'hash-unusable', scheme: '$2b$' }),
  ])
  expect(JSON.stringify(told)).not.toContain('U0hLSe0l')
})
