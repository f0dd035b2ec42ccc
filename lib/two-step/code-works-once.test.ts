import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { sessions } from '@/db/schema'
import { appCode } from '@/e2e/support/app-code'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, recoveryCodesOf } from '@/test/accounts/second-steps'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { secondStep } from './second-step'

type Owner = Awaited<ReturnType<typeof someoneWithTwoStep>>
const wrong = { ok: false, code: 'wrong-code' }

const sessionsOf = ({ user }: Owner) => query((db) => db.$count(sessions, eq(sessions.userId, user.id)))

test('of 20 equal codes at once over several pending logins, one logs in [M5]', async () => {
  const owner = await someoneWithTwoStep()
  const [recovery] = await recoveryCodesOf(owner.user)
  for (const code of [appCode(owner.secret), recovery]) {
    // From several places, because a login that succeeds ends the others of its own.
    const callers = [1, 2, 3, 4].map((place) => ({ ...aCaller(), ip: `198.51.100.${place}` }))
    const logins = await Promise.all(
      callers.map(async (caller) => ({ caller, login_token: await loginTokenOf(owner.user, caller) })),
    )
    const before = await sessionsOf(owner)
    const done = await atOnce(20, (index) => {
      const { caller, login_token } = logins[index % 4]!
      return secondStep({ login_token, code }, caller)
    })
    const codes = done.map((each) => (each.ok ? 'ok' : each.code))
    expect(codes.filter((each) => each === 'ok')).toHaveLength(1)
    expect(codes.filter((each) => !/^(ok|wrong-code|login-expired)$/.test(each))).toEqual([])
    expect(codes).toContain('wrong-code')
    expect(await sessionsOf(owner)).toBe(before + 1)
  }
})

test('a code works once, and after a later one an earlier one is refused [M5]', async () => {
  const owner = await someoneWithTwoStep()
  const codeIn = (steps: number) => appCode(owner.secret, Date.now() / 1000, steps)
  const enter = async (code: string) => secondStep({ login_token: await loginTokenOf(owner.user), code }, aCaller())
  const next = codeIn(1)
  expect(await enter(next)).toMatchObject({ ok: true })
  for (const code of [next, codeIn(0)])
    expect(await enter(code)).toMatchObject({ ...wrong, fields: { code: [expect.stringContaining('already used')] } })
})

test('the app’s code counts by the database’s clock, exactly one step late or early [M6]', async () => {
  const accepted = []
  for (const steps of [-3, -2, -1, 0, 1, 2, 3]) if (await isAccepted(steps)) accepted.push(steps)
  expect(accepted).toEqual([-1, 0, 1])
})

/** Whether a code so many steps away is accepted. Asked again if the database went on to the next step meanwhile. */
async function isAccepted(steps: number): Promise<boolean> {
  const { user, secret } = await someoneWithTwoStep()
  const clock = async () => (await findApp(user.id))!.now
  const login_token = await loginTokenOf(user)
  const now = await clock()
  const { ok } = await secondStep({ login_token, code: appCode(secret, now, steps) }, aCaller())
  return Math.floor((await clock()) / 30) === Math.floor(now / 30) ? ok : isAccepted(steps)
}
