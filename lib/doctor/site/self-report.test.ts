import { v7 as uuidv7 } from 'uuid'
import { signToken } from '@/lib/secrets/signed-token'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { isAuthenticReport, questionToken, reportToDoctor, type SelfReport } from './self-report'

const seen = { address: '203.0.113.7', forwarded: ['203.0.113.7'], host: 'localhost', proto: 'http' }
const told = (token: string | null) => reportToDoctor(token && `Bearer ${token}`, seen)
const minute = 60_000

test('a caller who knows the secret gets a signed report of how the request arrived', async () => {
  const id = uuidv7()
  const answer = await told(await questionToken(id))
  expect(answer).toMatchObject({ ok: true, value: { ...seen, trust_proxy: 0, engine: 'native' } })
  const { value } = answer as { value: SelfReport }
  expect(await isAuthenticReport(value, id)).toBe(true)
  expect(await isAuthenticReport(value, uuidv7())).toBe(false)
  expect(await isAuthenticReport({ ...value, instance: uuidv7() }, id)).toBe(false)
  expect(await isAuthenticReport({ ...value, proof: await questionToken(id) }, id)).toBe(false)
})

test('any other caller gets the answer of a missing page [L1]', async () => {
  const id = uuidv7()
  const kind = (purpose: string, expiresAt = new Date(Date.now() + minute), minutes = 1) =>
    signToken({ purpose, minutes }, { id, subject: id, expiresAt })
  const another = { AUTH_SECRET: 'another secret of an installation that is not ours' }
  const tokens = [
    null,
    '',
    'none',
    await kind('password-reset'),
    await kind('doctor-answer'),
    await kind('doctor', new Date(Date.now() - 3 * minute)),
    await kind('doctor', new Date(Date.now() + 60 * minute), 60),
    await withSettings(another, () => questionToken(id)),
    await withSettings({ APP_URL: 'http://localhost:4000' }, () => questionToken(id)),
    `${await questionToken(id)}x`,
  ]
  for (const token of tokens) expect(await told(token), String(token)).toMatchObject({ ok: false, code: 'not-found' })
  expect(await reportToDoctor(await questionToken(id), seen)).toMatchObject({ ok: false, code: 'not-found' })
})
