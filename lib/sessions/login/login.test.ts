import { eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { events, sessions } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { publicUser } from '@/lib/accounts/public-user'
import { register } from '@/lib/accounts/register'
import { currentUser } from '@/lib/sessions/current-user'
import { hashSessionToken } from '@/lib/sessions/session-token'
import { aCaller } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { cpuTime } from '@/test/cpu-time'
import { statementsOf } from '@/test/database-statements'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

const refused = { ok: false, code: 'invalid-credentials', fields: {} }

test('a login returns a token and the public fields of the user, and creates one session and one event', async () => {
  const user = await someone()
  const result = await login({ email: user.email, password: user.password }, aCaller())
  const states = { restored: false, suspended: false }
  expect(result).toEqual({ ok: true, value: { token: expect.any(String), user: publicUser(user), ...states } })
  expect(Object.keys(publicUser(user))).toEqual([
    'id',
    'first_name',
    'last_name',
    'email',
    'phone_number',
    'email_verified',
    'created_at',
  ])
  const { token } = (result as { value: { token: string } }).value
  const started = await sessionsOf(user)
  expect(started).toMatchObject([{ tokenHash: hashSessionToken(token), kind: 'api', ip: '203.0.113.9' }])
  expect(JSON.stringify(started)).not.toContain(token)
  expect(started[0]!.expiresAt.getTime() - started[0]!.createdAt.getTime()).toBe(30 * 86_400_000)
  const happened = await query((db) => db.select().from(events).where(eq(events.userId, user.id)))
  expect(happened.map(({ type }) => type).sort()).toEqual(['login', 'register'])
})

test('a login from a known device runs four queries, and one for its session and event', async () => {
  const user = await someone()
  const again = () => login({ email: user.email, password: user.password }, aCaller())
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    await again()
    const asked = await statementsOf(again)
    expect(asked.filter((statement) => statement.includes('insert into "sessions"'))).toHaveLength(1)
    expect(asked).toHaveLength(4)
  })
})

test('a login from a page starts a browser session, and one from the API an API session [F7]', async () => {
  const user = await someone()
  for (const door of ['browser', 'api'] as const) {
    const result = await login({ email: user.email, password: user.password }, aCaller(door))
    const token = result.ok ? result.value.token : ''
    expect(await currentUser({ token, kind: door })).toEqual(publicUser(user))
    expect(await currentUser({ token, kind: door === 'api' ? 'browser' : 'api' })).toBeUndefined()
  }
})

test('an unknown email, a wrong password and a disabled account get the same refusal and no session [B1]', async () => {
  const [known, disabled] = [await someone(), await someone()]
  await disable(disabled)
  const attempts = [
    { email: aPerson().email, password: known.password },
    { email: known.email, password: 'a wrong password' },
    { email: disabled.email, password: disabled.password },
    { email: disabled.email, password: 'a wrong password' },
  ]
  for (const input of attempts) expect(await login(input, aCaller())).toEqual(refused)
  expect([...(await sessionsOf(known)), ...(await sessionsOf(disabled))]).toEqual([])
})

test('an email may be typed in another case, but not with another letter [A4]', async () => {
  const user = await someone({ email: `Mike.${aPerson().email}` })
  const { password } = user
  expect(await login({ email: ` ${user.email.toUpperCase()} `, password }, aCaller())).toMatchObject({ ok: true })
  const turkish = user.email.replace('i', 'ı')
  expect(await login({ email: turkish, password }, aCaller())).toMatchObject({ ok: false, code: 'invalid-input' })
})

test('spaces, NUL and everything after a long password’s start count [A6, A11, G2]', async () => {
  const long = 'a'.repeat(72)
  for (const [right, wrong] of [
    [' with spaces ', 'with spaces'],
    [`${long}X`, `${long}Y`],
    ['abcdefgh\0X', 'abcdefgh\0Y'],
  ] as const) {
    const { email } = await someone({ password: right })
    expect(await login({ email, password: wrong }, aCaller())).toEqual(refused)
    expect(await login({ email, password: right }, aCaller())).toMatchObject({ ok: true })
  }
})

test('a password registered with a composed é works with a decomposed one [A10]', async () => {
  const person = aPerson()
  await register({ ...person, password: 'crème brûlée'.normalize('NFC') }, aCaller())
  const typed = { email: person.email, password: 'crème brûlée'.normalize('NFD') }
  expect(await login(typed, aCaller())).toMatchObject({ ok: true })
})

test('an invalid email or a value that is not text is rejected before any password is hashed [A11, B14]', async () => {
  const { email } = await someone()
  const refuseAll = async () => {
    for (const input of [
      {},
      { email },
      { email, password: '' },
      { email, password: ['x'] },
      { email, password: 'a\ud800' },
    ])
      expect(await login(input, aCaller())).toMatchObject({
        code: 'invalid-input',
        fields: { password: expect.anything() },
      })
    for (const value of [undefined, null, 1, ['a@b.co'], { $gt: '' }, 'a\0@example.com', `${'a'.repeat(300)}@b.co`])
      expect(await login({ email: value, password: 'x' }, aCaller())).toMatchObject({
        fields: { email: expect.anything() },
      })
  }
  await withSettings({ PASSWORD_HASH: 'bcrypt' }, async () => {
    // Not the first time, when the code is compiled. A single hash takes longer.
    await refuseAll()
    expect(await cpuTime(refuseAll)).toBeLessThan(200)
  })
})

function sessionsOf({ id }: User) {
  return query((db) => db.select().from(sessions).where(eq(sessions.userId, id)))
}
