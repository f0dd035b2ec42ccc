import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findApp } from '@/db/factors/authenticator-apps'
import { authenticatorApps } from '@/db/factors/tables'
import { appCode } from '@/e2e/support/app-code'
import { rememberDevice } from '@/lib/devices/known-devices'
import { emailDigest } from '@/lib/secrets/secrets'
import { secondStep } from '@/lib/two-step/second-step'
import { aCaller } from '@/test/accounts/callers'
import { loginTokenOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { clearAttempts } from './change-user'

const operator = { name: 'cli:root' }

test('an operator gives back the wrong codes of an account, in the known browser too, and of its refused app [M7]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const stranger = { ...aCaller('browser'), ip: '198.18.200.1' }
  const owner = { ...stranger, ip: '198.18.200.2', device: await rememberDevice(undefined, user.id) }
  const enter = async (code: string, from: typeof stranger) =>
    secondStep({ login_token: await loginTokenOf(user, from), code }, from)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    const counters = [`account/900/${emailDigest(user.emailCanonical)}`, `device/900/${user.id}/%`]
    for (const [place, from] of [stranger, owner].entries()) {
      await enter(wrongCodeOf({ secret }), from)
      await skipUses(`second-step/${counters[place]}`, 1, 10)
    }
    const failures = { failures: 100 }
    await query((db) => db.update(authenticatorApps).set(failures).where(eq(authenticatorApps.userId, user.id)))
    for (const from of [stranger, owner])
      expect(await enter(appCode(secret), from)).toMatchObject({ code: 'too-many-requests' })
    // Two windows of the account, two of its browser, and the app.
    expect(await clearAttempts({ user: user.email }, operator)).toMatchObject({ value: { cleared: 5 } })
    expect((await findApp(user.id))!.failures).toBe(0)
    expect(await enter(appCode(secret), stranger)).toMatchObject({ ok: true })
    expect(await enter(appCode(secret, Date.now() / 1000, 1), owner)).toMatchObject({ ok: true })
  })
})
