import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { currentUser } from './current-user'
import { logout } from './logout'

test('a logout ends only the current session, and only once [F3]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [here, elsewhere] = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  expect(await logout(here, aCaller('browser'))).toBe(true)
  expect(await currentUser(here)).toBeUndefined()
  expect(await currentUser(elsewhere)).toBeDefined()
  expect(await logout(here, aCaller('browser'))).toBe(false)
})

test('a token sent as the wrong kind ends no session [F7]', async () => {
  const here = await loggedIn(await someone({ passwordHash: 'old' }), 'browser')
  expect(await logout({ ...here, kind: 'api' }, aCaller())).toBe(false)
  expect(await currentUser(here)).toBeDefined()
})
