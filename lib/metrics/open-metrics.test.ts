import { readFileSync } from 'node:fs'
import { makeHash } from '@/lib/passwords/hash-password'
import { closeHashPool, hashPool } from '@/lib/passwords/pool/shared-pool'
import { bcryptSha256 } from '@/lib/passwords/schemes/bcrypt-sha256'
import { expect, test } from '@/test/unit'
import { openMetrics } from './open-metrics'

const { registry } = openMetrics()

test('every metric that the operating manual mentions exists', async () => {
  const manual = readFileSync('docs/operating.md', 'utf8')
  // `--owner=rekey_owner` names a role of the database.
  const spokenOf = new Set(manual.match(/(?<!=)\brekey_\w*[a-z]\b/g))
  const known = registry.getMetricsAsArray().map(({ name }) => name)
  expect(spokenOf.size).toBeGreaterThan(10)
  for (const name of spokenOf) expect(known).toContain(name.replace(/_bucket$/, ''))
})

test('running, waiting and refused hashes are reported as they are at that moment [J7]', async () => {
  const hashes = Array.from({ length: 500 }, () => makeHash(bcryptSha256.recipe('a password', 10)))
  const settled = Promise.allSettled(hashes)
  expect(await now('rekey_hashes_running')).toBe(hashPool().load().running)
  expect(await now('rekey_hashes_running')).toBeGreaterThan(0)
  expect(await now('rekey_hashes_waiting')).toBeGreaterThan(0)
  const refused = await now('rekey_hashes_refused_total')
  expect(refused).toBeGreaterThan(0)
  await closeHashPool()
  const ends = await settled
  expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(refused)
})

async function now(name: string): Promise<number> {
  const metric = await registry.getSingleMetric(name)?.get()
  return metric?.values[0]?.value ?? Number.NaN
}
