import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { throttles, users } from '@/db/schema'
import { aPassword, aPerson } from '@/e2e/support/steps/person'
import { rememberDevice } from '@/lib/devices/known-devices'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { emailDigest } from '@/lib/secrets/secrets'
import { aCaller } from '@/test/accounts/callers'
import { disable, someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

const tooMany = { ok: false, code: 'too-many-requests', retryAfterSeconds: expect.any(Number) }
const limited = <T>(work: () => Promise<T>) => withSettings({ RATE_LIMITS: 'on', PASSWORD_HASH: 'argon2id' }, work)
let addresses = 0
/** A client with an IP address of its own. */
const elsewhere = (device?: string) => ({
  ...aCaller('browser'),
  ip: `198.18.${addresses >> 8}.${addresses++ & 255}`,
  device,
})
const cheap = { passwordHash: '!' }

async function guess(email: string, times: number, from = elsewhere) {
  for (let call = 0; call < times; call++) await login({ email, password: aPassword() }, from())
}

/** As if there had been further failed attempts at the account, in all `to` of them. */
const skipTo = ({ emailCanonical }: { emailCanonical: string }, from: number, to: number) =>
  skipUses(`login/account/900/${emailDigest(emailCanonical)}`, from, to)

/** As if so many attempts at the account had failed that no stranger has any left. */
async function useUp(user: { email: string; emailCanonical: string }) {
  await guess(user.email, 1)
  await skipTo(user, 1, 10)
}

test('after ten failed attempts the right password is refused too, from any IP address [B3]', async () => {
  const user = await someone()
  await limited(async () => {
    await guess(user.email, 2)
    await skipTo(user, 2, 9)
    await guess(user.email, 1)
    expect(await login(user, elsewhere())).toMatchObject(tooMany)
  })
})

test('known, unknown and disabled accounts are refused after the same number of attempts, with the same text and wait [B1, B3]', async () => {
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

test('another spelling of an email counts as the same account [B4]', async () => {
  const user = await someone({ ...cheap, email: `Mike.${aPerson().email}` })
  await limited(async () => {
    for (const email of [user.email.toUpperCase(), ` ${user.email} `, user.email.toLowerCase()]) await guess(email, 4)
    expect(await login({ email: user.email, password: aPassword() }, elsewhere())).toMatchObject(tooMany)
  })
})

test('after fifty failed attempts an IP address is refused at other accounts too, and nobody else is [B3]', async () => {
  const user = await someone()
  const office = elsewhere()
  await limited(async () => {
    const guessInOffice = () => login({ email: aPerson().email, password: aPassword() }, office)
    for (let call = 0; call < 3; call++) await guessInOffice()
    await skipUses(`login/address/900/${office.ip}`, 3, 49)
    expect(await guessInOffice()).toMatchObject({ code: 'invalid-credentials' })
    expect(await login(user, office)).toMatchObject(tooMany)
    expect(await login(user, elsewhere())).toMatchObject({ ok: true })
  })
})

test('a known browser can log in while others guess, even from their IP address [B5]', async () => {
  const user = await someone()
  const owner = elsewhere(await rememberDevice(undefined, user.id))
  await limited(async () => {
    await guess(user.email, 2, () => ({ ...elsewhere(), ip: owner.ip }))
    await skipUses(`login/address/900/${owner.ip}`, 2, 50)
    await skipTo(user, 2, 9)
    await guess(user.email, 2)
    expect(await login(user, elsewhere())).toMatchObject(tooMany)
    for (let time = 0; time < 12; time++) expect(await login(user, owner)).toMatchObject({ ok: true })
  })
})

test('a browser known to one account is unknown to another, and its own attempts are limited too [B4, B5]', async () => {
  const [user, other] = [await someone(), await someone()]
  const device = await rememberDevice(undefined, user.id)
  await limited(async () => {
    await guess(other.email, 2, () => elsewhere(device))
    await skipTo(other, 2, 10)
    expect(await login(other, elsewhere(device))).toMatchObject(tooMany)
    await guess(user.email, 2, () => elsewhere(device))
    await skipUses(`login/device/900/${user.id}/%`, 2, 9)
    await guess(user.email, 1, () => elsewhere(device))
    expect(await login(user, elsewhere(device))).toMatchObject(tooMany)
    expect(await login(user, elsewhere())).toMatchObject({ ok: true })
  })
})

test('a browser that the account has forgotten has no attempts of its own [B4]', async () => {
  const user = await someone()
  const device = await rememberDevice(undefined, user.id)
  await query((db) => db.update(users).set({ devicesForgottenAt: sql`now()` }).where(eq(users.id, user.id)))
  await limited(async () => {
    await useUp(user)
    expect(await login(user, elsewhere(device))).toMatchObject(tooMany)
  })
})

test('after a reset its browser is not affected by attempts elsewhere, and nobody elsewhere can tell that there was a reset [B1 B5]', async () => {
  const user = await someone()
  await limited(async () => {
    await useUp(user)
    const password = aPassword()
    const { token } = await aResetLink(user)
    expect(await resetPassword({ token, new_password: password }, elsewhere())).toMatchObject({ ok: true })
    const waits = await login({ ...user, password }, elsewhere())
    expect(waits).toMatchObject(tooMany)
    expect((waits as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(60)
    const recovered = await rememberDevice(undefined, user.id, 'recovered')
    expect(await login({ ...user, password }, elsewhere(recovered))).toMatchObject({ ok: true })
  })
})

const program = (ip: string, userAgent = 'app/1.0') => ({ ...aCaller('api'), ip, userAgent })

test('an API client that has logged in can log in again from there, by its name, while others guess [B5]', async () => {
  const user = await someone()
  await limited(async () => {
    expect(await login(user, program('198.51.100.7'))).toMatchObject({ ok: true })
    await useUp(user)
    for (const version of ['app/1.0', 'app/2.3']) {
      expect(await login(user, program('198.51.100.7', version))).toMatchObject({ ok: true })
    }
    for (const stranger of [program('198.51.100.8'), program('198.51.100.7', 'other/1.0')]) {
      expect(await login(user, stranger)).toMatchObject(tooMany)
    }
    // Its own attempts are limited too.
    const guessThere = () => login({ ...user, password: aPassword() }, program('198.51.100.7'))
    await guessThere()
    await skipUses(`login/program/900/${emailDigest(user.emailCanonical)}/%`, 1, 9)
    expect(await guessThere()).toMatchObject({ code: 'invalid-credentials' })
    expect(await login(user, program('198.51.100.7'))).toMatchObject(tooMany)
  })
})

test('after a reset over JSON, the API client that made it can log in [B5]', async () => {
  const user = await someone()
  await limited(async () => {
    await useUp(user)
    const { token } = await aResetLink(user)
    const password = aPassword()
    const here = program('198.51.100.9')
    await login({ ...user, password: aPassword() }, here)
    expect(await resetPassword({ token, new_password: password }, here)).toMatchObject({ ok: true })
    await login({ ...user, password: aPassword() }, here)
    await skipUses(`login/program/900/${emailDigest(user.emailCanonical)}/%`, 1, 9)
    expect(await login({ ...user, password }, here)).toMatchObject({ ok: true })
  })
})

test('a successful login uses up no attempts [B3]', async () => {
  const user = await someone()
  const office = elsewhere()
  await limited(async () => {
    for (let time = 0; time < 15; time++) expect(await login(user, office)).toMatchObject({ ok: true })
  })
  const left = await query((db) =>
    db
      .select()
      .from(throttles)
      .where(sql`key like ${`login/%/${office.ip}`}`),
  )
  expect(left).toMatchObject([{ points: 0 }])
})
