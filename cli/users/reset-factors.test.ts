import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { someoneFrozen, someoneWithSuspended, someoneWithSuspendedPasskey } from '@/test/accounts/suspended-factors'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'

test('two-step login is reset only after its owner’s name is typed again, and the operator is recorded [M33]', async () => {
  const { user } = await someoneWithTwoStep()
  const reset = ['users', 'reset-factors', user.email, '--operator', 'grace']
  expect(await rekey(reset)).toMatchObject({ code: 1, err: expect.stringContaining('--yes') })
  expect(await rekey(reset, { types: 'yes' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nothing was changed'),
  })
  expect((await rowsOf(user)).user?.twoStepAt).not.toBeNull()
  expect(await rekey(reset, { types: user.email })).toMatchObject({ code: 0, out: expect.stringContaining('is off') })
  const { user: after, sessions, events } = await rowsOf(user)
  expect([after?.twoStepAt, sessions]).toEqual([null, []])
  expect(events.at(-1)).toMatchObject({ type: 'factors-reset', details: { operator: 'grace' } })
  expect((await emailsOf(user, 'second-factor-changed')).at(-1)?.data.factor_change).toBe('factors-reset')
  expect(await rekey([...reset, '--yes'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('neither two-step login nor a passkey'),
  })
})

test('an account is shown with its second factors and the level of its sessions, and no command shows a secret [M11, M33]', async () => {
  const { user, secret, codeHashes } = await someoneWithTwoStep()
  const { out } = await rekey(['users', 'show', user.email])
  expect(out).toMatch(/two-step login +on since \d{4}-\d\d-\d\d/)
  expect(out).toMatch(/authenticator app +since \d{4}-\d\d-\d\d/)
  expect(out).toMatch(/recovery codes +10 left, made \d{4}-\d\d-\d\d .+, not saved by the owner/)
  expect(out).toMatch(/sessions +1, 1 of them with a second step/)
  const json = await rekey(['users', 'show', user.email, '--json'])
  expect(JSON.parse(json.out)).toMatchObject({
    user: { two_step_at: expect.any(String) },
    second_factors: { authenticator_app: { since: expect.any(String) }, recovery_codes: { left: 10, saved: false } },
    sessions: 1,
    sessions_with_second_step: 1,
  })
  const listed = await rekey(['users', 'list', '--email-begins', user.email, '--json'])
  for (const shown of [out, json.out, listed.out])
    for (const hidden of [secret, ...codeHashes, 'v1.']) expect(shown).not.toContain(hidden)
})

test('a list can be limited to accounts with two-step login, or without [M33]', async () => {
  const [{ user: on }, off] = [await someoneWithTwoStep(), await someone()]
  const both = [on.email, off.email]
  const found = async (option: string) => (await newest(option)).filter((email) => both.includes(email))
  expect(await found('--two-step')).toEqual([on.email])
  expect(await found('--without-two-step')).toEqual([off.email])
  expect((await rekey(['users', 'show', off.email])).out).toMatch(/two-step login +off/)
})

test('what “This wasn’t me” has suspended is shown with the account, and nothing secret of it [M26, M33]', async () => {
  const { user, secret, newHashes, device } = await someoneWithSuspended()
  const { out } = await rekey(['users', 'show', user.email])
  expect(out).toMatch(/\nsuspended +3, for the owner to keep or remove\n/)
  expect(out).toMatch(/\nauthenticator app +– +\d{4}-\d\d-\d\d .+ \d{4}-\d\d-\d\d .+\n/)
  expect(out).toMatch(/\nrecovery codes +– +\d{4}.+\n/)
  expect(out).toMatch(/\npasskey +Theirs +\d{4}.+\n/)
  expect(out).not.toContain('nobody can log in')
  const json = await rekey(['users', 'show', user.email, '--json'])
  expect(JSON.parse(json.out).second_factors.suspended).toMatchObject([
    { kind: 'authenticator-app', name: null },
    { kind: 'recovery-codes', name: null },
    { kind: 'passkey', name: 'Theirs' },
  ])
  for (const shown of [out, json.out])
    for (const hidden of [secret, ...newHashes, device.id, device.publicKey, 'v1.']) expect(shown).not.toContain(hidden)
})

test('an account where everything is suspended is listed, shown as one that nobody can log in to, and reset [M26, M33]', async () => {
  const user = await someoneFrozen()
  expect(await newest('--two-step')).toContain(user.email)
  const { out } = await rekey(['users', 'show', user.email])
  expect(out).toContain(`npx rekey users reset-factors ${user.id}`)
  const reset = ['users', 'reset-factors', user.email, '--operator', 'grace', '--yes']
  expect(await rekey(reset)).toMatchObject({ code: 0, out: expect.stringContaining('is off') })
  expect((await rekey(['users', 'show', user.email])).out).not.toMatch(/\nsuspended|nobody can log in/)
  expect(await rekey(reset)).toMatchObject({ out: expect.stringContaining('neither two-step login nor a passkey') })
})

test('a passkey that is suspended while two-step login is off is shown, and reset too [M26, M33]', async () => {
  const { user } = await someoneWithSuspendedPasskey()
  const { out } = await rekey(['users', 'show', user.email])
  expect(out).toMatch(/two-step login +off\npasskeys +0\nsuspended +1, for the owner/)
  expect(out).not.toContain('nobody can log in')
  const reset = await rekey(['users', 'reset-factors', user.email, '--operator', 'grace', '--yes'])
  expect(reset.out).toContain('has no passkeys any more')
  expect((await rekey(['users', 'show', user.email])).out).not.toMatch(/\nsuspended/)
})

/** The emails of the newest accounts on a list. */
async function newest(option: string): Promise<string[]> {
  const { out } = await rekey(['users', 'list', option, '--limit', '1000', '--json'])
  return JSON.parse(out).users.map(({ email }: { email: string }) => email)
}
