import { someoneFrozen } from '@/test/accounts/suspended-factors'
import { expect, test } from '@/test/unit'
import { FactorsNow } from './factors-now'

test('a used link tells a former mailbox nothing of how its owner logs in now', async () => {
  const user = await someoneFrozen()
  expect(await FactorsNow({ email: user.email.toUpperCase(), user })).not.toBeNull()
  expect(await FactorsNow({ email: `former-${user.email}`, user })).toBeNull()
})
