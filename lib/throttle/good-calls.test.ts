import { like, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { throttles } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { deleteAccount } from '@/lib/account-deletion/delete-account'
import { changePassword } from '@/lib/password-change/change-password'
import { updateProfile } from '@/lib/profile/update-profile'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

const tooMany = { ok: false, code: 'too-many-requests', retryAfterSeconds: expect.any(Number) }
const limited = (work: () => Promise<void>) => withSettings({ RATE_LIMITS: 'on' }, work)

/** As if that budget had been used this many times. */
async function used(budget: string, points: number): Promise<void> {
  const counted = await query((db) =>
    db
      .update(throttles)
      .set({ points })
      .where(like(throttles.key, `${budget}/%`))
      .returning(),
  )
  expect(counted).toHaveLength(1)
}

test.beforeEach(() => query((db) => db.delete(throttles)))

/** As if the account had been logged in to this often, this long ago. */
async function loggedInBefore({ id }: Pick<User, 'id'>, times: number, ago: string): Promise<void> {
  await query((db) =>
    db.execute(sql`insert into events (id, user_id, type, at)
      select gen_random_uuid(), ${id}, 'logged-in', now() - ${ago}::interval from generate_series(1, ${times}::int)`),
  )
}

test('beyond 300 successful logins in 15 minutes, page and API answer 429 for this account and no other [B3]', async () => {
  const [user, other] = [await someone(), await someone()]
  await loggedInBefore(user, 500, '16 minutes')
  await loggedInBefore(user, 299, '14 minutes')
  await limited(async () => {
    expect(await login(user, aCaller())).toMatchObject({ ok: true })
    for (const door of ['api', 'browser'] as const) {
      expect(await login(user, aCaller(door))).toEqual({ ...tooMany, fields: {}, retryAfterSeconds: 60 })
    }
    expect(await login(other, aCaller())).toMatchObject({ ok: true })
  })
  expect(await login(user, aCaller())).toMatchObject({ ok: true })
})

test('a login beyond the limit does not cancel a deletion', async () => {
  const user = await someone()
  await changeAccount(user, { deletionDueAt: sql`now() + interval '1 day'` })
  await loggedInBefore(user, 300, '1 minute')
  await limited(async () => {
    expect(await login(user, aCaller())).toMatchObject(tooMany)
    expect((await accountOf(user)).deletionDueAt).not.toBeNull()
  })
  expect(await login(user, aCaller())).toMatchObject({ ok: true, value: { restored: true } })
})

test('a right password beyond the limit does not count as a failed attempt, and a wrong one gets the usual answer', async () => {
  const user = await someone()
  await loggedInBefore(user, 300, '1 minute')
  await limited(async () => {
    for (let time = 0; time < 11; time++) expect(await login(user, aCaller())).toMatchObject(tooMany)
    expect(await login({ ...user, password: 'a wrong one' }, aCaller())).toMatchObject({ code: 'invalid-credentials' })
  })
})

const changes = {
  'password-change': (password: string) =>
    changePassword.bind(undefined, { current_password: password, new_password: password }),
  'phone-change': () => updateProfile.bind(undefined, { phone_number: aPerson().phone_number }),
  deletion: (password: string) => deleteAccount.bind(undefined, { current_password: password }),
}
for (const [budget, change] of Object.entries(changes)) {
  test(`the eleventh ${budget} of an account within an hour is refused, and a wrong password does not count as one`, async () => {
    const user = await someone()
    const session = async () => aCallerOf(await accountOf(user))
    await limited(async () => {
      if (budget !== 'phone-change') await change('a wrong password')(await session())
      expect(await query((db) => db.$count(throttles, like(throttles.key, `${budget}/%`)))).toBe(0)
      expect(await change(user.password)(await session())).toMatchObject({ ok: true })
      await used(budget, 10)
      // A login cancels a deletion.
      expect(await login(user, aCaller())).toMatchObject({ ok: true })
      expect(await change(user.password)(await session())).toMatchObject(tooMany)
      await used(budget, 9)
      expect(await change(user.password)(await session())).toMatchObject({ ok: true })
    })
  })
}

test('names can be changed after the limit for phone numbers is used up', async () => {
  const user = await someone()
  await limited(async () => {
    await updateProfile({ phone_number: aPerson().phone_number }, await aCallerOf(user))
    await used('phone-change', 10)
    expect(await updateProfile({ first_name: 'Grace' }, await aCallerOf(user))).toMatchObject({ ok: true })
  })
})
