import { randomBytes } from 'node:crypto'
import { test } from 'playwright/test'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { expect } from '@/test/expect'
import { authSecret } from './auth-secret'

const weak = [
  'a'.repeat(40),
  'abc123'.repeat(8),
  'changeme-changeme-changeme-changeme',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  'this is the secret of our company',
  'password password password password',
  'correcthorsebatterystaple rekey!!',
  '12345678901234567890123456789012',
]
for (const each of weak) {
  test(`a guessable secret is a problem: ${each}`, async () => {
    const found = await authSecret(doctorContext({ AUTH_SECRET: each }))
    expect(findingsBeyondFine(found)).toEqual(['fault secret'])
    expect(JSON.stringify(found)).not.toContain(each)
    expect(found[0]?.mend).toContain('openssl rand -base64 32')
  })
}

test('a random secret passes in any encoding', async () => {
  for (let round = 0; round < 200; round++) {
    for (const kind of ['base64', 'base64url', 'hex'] as const) {
      const made = randomBytes(32).toString(kind)
      expect(findingsBeyondFine(await authSecret(doctorContext({ AUTH_SECRET: made }))), made).toEqual([])
    }
  }
})

test('the second secret of a rotation is checked, too, and a third one is a warning', async () => {
  const made = () => randomBytes(32).toString('base64url')
  expect(findingsBeyondFine(await authSecret(doctorContext({ AUTH_SECRET: `${made()},${'b'.repeat(32)}` })))).toContain(
    'fault secret',
  )
  expect(findingsBeyondFine(await authSecret(doctorContext({ AUTH_SECRET: `${made()},${made()}` })))).toEqual([
    'hint secret.rotation',
  ])
  const three = `${made()},${made()},${made()}`
  expect(findingsBeyondFine(await authSecret(doctorContext({ AUTH_SECRET: three })))).toEqual([
    'warning secret.rotation',
  ])
})
