import { providerKeys } from '@/lib/provider/keys/keys'
import { rekey } from '@/test/command-line'
import { withoutKeys } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'

test.beforeEach(withoutKeys)

test('before the first keys the commands say when Rekey makes them', async () => {
  for (const words of [['list'], ['rotate'], ['rotate', '--now']])
    expect(await rekey(['keys', ...words])).toMatchObject({
      code: 0,
      out: expect.stringContaining('There are no signing keys yet'),
    })
  expect(JSON.parse((await rekey(['keys', 'list', '--json'])).out)).toEqual({ keys: [] })
})

test('the list is a table, and JSON for scripts', async () => {
  const { jwks } = await providerKeys()
  const { out } = await rekey(['keys', 'list'])
  expect(out).toMatch(/^kid +alg +state +signs from +published until\n/)
  for (const { kid, alg } of jwks) expect(out).toContain(`${kid}  ${alg}  current`)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(120)
  const { keys } = JSON.parse((await rekey(['keys', 'list', '--json'])).out)
  expect(keys).toHaveLength(2)
})

test('a rotation says when the new keys sign, and with --now that apps may refuse logins', async () => {
  await providerKeys()
  expect((await rekey(['keys', 'rotate'])).out).toMatch(/ next .*\n[\s\S]*They begin to sign at the time shown/)
  expect((await rekey(['keys', 'rotate'])).out).toContain('Nothing was changed')
  const now = await rekey(['keys', 'rotate', '--now'])
  expect(now.out).toMatch(/ next .*\n[\s\S]*sign in two minutes[\s\S]*may refuse logins\nfor a while/)
  expect((await rekey(['keys', 'rotate', '--help'])).out).toContain('refuse logins')
})
