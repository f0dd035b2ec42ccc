import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { throttles, users } from '@/db/schema'
import { aPassword, aPerson } from '@/e2e/support/steps/person'
import { rememberDevice } from '@/lib/devices/known-devices'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { aCaller } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

const tooMany = { ok: false, code: 'too-many-requests', retryAfterSeconds: expect.any(Number) }
const limited = <T>(work: () => Promise<T>) => withSettings({ RATE_LIMITS: 'on', PASSWORD_HASH: 'argon2id' }, work)
let addresses = 0
/** A client that nobody else is. */
const elsewhere = (device?: string) => ({
  ...aCaller('browser'),
  ip: `198.18.${addresses >> 8}.${addresses++ & 255}`,
  device,
})
const cheap = { passwordHash: '!' }

async function guess(email: string, times: number, from = elsewhere) {
  for (let call = 0; call < times; call++) await login({ email, password: aPassword() }, from())
}

test('after ten wrong tries the right password is refused too, from wherever it comes [B3]', async () => {
  const user = await someone()
  await limited(async () => {
    await guess(user.email, 10)
    expect(await login(user, elsewhere())).toMatchObject(tooMany)
  })
})

test('known, unknown and disabled accounts are refused after the same try, with the same words and wait [B1, B3]', async () => {
  const [known, disabled] = [await someone(cheap), await someone(cheap)]
  await disable(disabled)
  await limited(async () => {
    const answers = []
    for (const { email } of [known, disabled, aPerson()]) {
      const codes = []
      for (let call = 0; call < 12; call++) {
        const result = await login({ email, password: aPassword() }, elsewhere())
        codes.push(result.ok ? 'ok' : [result.code, result.fields, Math.ceil((result.retryAfterSeconds ?? 0) / 60)])
      }
      answers.push(JSON.stringify(codes))
    }
    expect(answers[0]).toContain('too-many-requests')
    expect(new Set(answers).size).toBe(1)
  })
})

test('other ways to write an address are no other accounts [B4]', async () => {
  const user = await someone({ ...cheap, email: `Mike.${aPerson().email}` })
  await limited(async () => {
    for (const email of [user.email.toUpperCase(), ` ${user.email} `, user.email.toLowerCase()]) await guess(email, 4)
    expect(await login({ email: user.email, password: aPassword() }, elsewhere())).toMatchObject(tooMany)
  })
})

test('fifty wrong tries from one address end its tries at other accounts, and nobody else’s [B3]', async () => {
  const user = await someone()
  const office = elsewhere()
  await limited(async () => {
    for (let call = 0; call < 50; call++) await login({ email: aPerson().email, password: aPassword() }, office)
    expect(await login(user, office)).toMatchObject(tooMany)
    expect(await login(user, elsewhere())).toMatchObject({ ok: true })
  })
})

test('a browser of the account logs in while others guess, from their address too [B5]', async () => {
  const user = await someone()
  const owner = elsewhere(await rememberDevice(undefined, user.id))
  await limited(async () => {
    await guess(user.email, 60, () => ({ ...elsewhere(), ip: owner.ip }))
    await guess(user.email, 20)
    for (let time = 0; time < 12; time++) expect(await login(user, owner)).toMatchObject({ ok: true })
  })
})

test('the browser of one account is a stranger to another, and its own tries end too [B4, B5]', async () => {
  const [user, other] = [await someone(), await someone()]
  const device = await rememberDevice(undefined, user.id)
  await limited(async () => {
    await guess(other.email, 10, () => elsewhere(device))
    expect(await login(other, elsewhere(device))).toMatchObject(tooMany)
    await guess(user.email, 10, () => elsewhere(device))
    expect(await login(user, elsewhere(device))).toMatchObject(tooMany)
    expect(await login(user, elsewhere())).toMatchObject({ ok: true })
  })
})

test('a browser that the account has forgotten has no tries of its own [B4]', async () => {
  const user = await someone()
  const device = await rememberDevice(undefined, user.id)
  await query((db) => db.update(users).set({ devicesForgottenAt: sql`now()` }).where(eq(users.id, user.id)))
  await limited(async () => {
    await guess(user.email, 10)
    expect(await login(user, elsewhere(device))).toMatchObject(tooMany)
  })
})

test('a good reset opens the way again, and the browser it was made in stays free of what goes on elsewhere [B5]', async () => {
  const user = await someone()
  await limited(async () => {
    await guess(user.email, 12)
    const password = aPassword()
    const { token } = await aResetLink(user)
    expect(await resetPassword({ token, new_password: password }, elsewhere())).toMatchObject({ ok: true })
    expect(await login({ ...user, password }, elsewhere())).toMatchObject({ ok: true })

    await guess(user.email, 12)
    expect(await login({ ...user, password }, elsewhere())).toMatchObject(tooMany)
    const recovered = await rememberDevice(undefined, user.id, 'recovered')
    expect(await login({ ...user, password }, elsewhere(recovered))).toMatchObject({ ok: true })
  })
})

test('one who logs in well uses up no tries [B3]', async () => {
  const user = await someone()
  const office = elsewhere()
  await limited(async () => {
    for (let time = 0; time < 15; time++) expect(await login(user, office)).toMatchObject({ ok: true })
  })
  const left = await query((db) =>
    db
      .select()
      .from(throttles)
      .where(sql`key like ${`%/${office.ip}`}`),
  )
  expect(left).toMatchObject([{ points: 0 }])
})
