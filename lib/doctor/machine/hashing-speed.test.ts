import { test } from 'playwright/test'
import { HashPool } from '@/lib/passwords/pool/hash-pool'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { expect } from '@/test/expect'
import { hashing, judgeEngine, judgeSpeed } from './hashing-speed'

test('bcrypt running as JavaScript is reported', async () => {
  const pool = new HashPool({ size: 1, engine: 'fallback' })
  expect(findingsBeyondFine(judgeEngine(await pool.run({ ask: 'engine' })))).toEqual(['warning hashing.engine'])
  await pool.close()
  const found = await hashing(doctorContext({ PASSWORD_HASH: 'argon2id' }))
  expect(found.map(({ check }) => check)).toEqual(['hashing.speed'])
})

test('logins per second depend on the number of cores', () => {
  expect(judgeSpeed('bcrypt', 200, 2)).toMatchObject({
    level: 'ok',
    says: expect.stringContaining('10.0 logins per second'),
  })
  expect(judgeSpeed('bcrypt', 900, 1)).toMatchObject({ level: 'warning', mend: expect.stringContaining('argon2id') })
})
