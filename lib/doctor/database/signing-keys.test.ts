import { randomBytes } from 'node:crypto'
import { query } from '@/db/connection/client'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { config } from '@/lib/config'
import { providerNodeVersion, runtime } from '@/lib/doctor/machine/node-version'
import { forgetProviderKeys, providerKeys } from '@/lib/provider/keys/keys'
import { tendKeys } from '@/lib/provider/keys/tend-keys'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { withoutKeys } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { judgeSigningKeys } from './signing-keys'

test.beforeEach(withoutKeys)

const aSecret = () => randomBytes(32).toString('base64url')

test('the doctor finds keys that AUTH_SECRET does not open', async () => {
  await providerKeys()
  const own = config().AUTH_SECRET.join()
  expect(await judged(own)).toEqual([expect.objectContaining({ check: 'provider.keys', level: 'ok' })])
  expect(findingsBeyondFine(await judged(aSecret()))).toEqual(['fault provider.keys'])
  expect(await judged(aSecret(), 'off')).toEqual([])

  // Once the server has replaced the keys, only those who kept the former ones have a problem.
  const other = aSecret()
  await withSettings({ AUTH_SECRET: other }, async () => {
    forgetProviderKeys()
    await providerKeys()
  })
  expect(findingsBeyondFine(await judged(other))).toEqual(['warning provider.keys'])
})

test('the doctor counts the keys that need the old secret, until the sweeper has sealed them', async () => {
  await providerKeys()
  const both = `${aSecret()},${config().AUTH_SECRET.join()}`
  const [found] = await judged(both)
  expect(found).toMatchObject({
    check: 'provider.sealed',
    level: 'hint',
    says: expect.stringMatching(/^2 signing keys are sealed/),
  })
  expect(found?.mend).toContain('until this number is 0')
  await withSettings({ AUTH_SECRET: both }, tendKeys)
  expect(findingsBeyondFine(await judged(both))).toEqual([])
})

test('without keys the doctor says nothing about them', async () => {
  expect(await judged(aSecret())).toEqual([])
})

test('below Node 22 the doctor recommends a newer one for PROVIDER=on', async () => {
  expect(findingsBeyondFine(providerNodeVersion('20.20.2'))).toEqual(['hint runtime.provider'])
  for (const version of ['22.0.0', '24.21.0', '100.0.0']) expect(providerNodeVersion(version)).toEqual([])
  expect((await runtime(doctorContext())).map(({ check }) => check)).toEqual(['runtime'])
  const advised = (await runtime(doctorContext({ PROVIDER: 'on' }))).length > 1
  expect(advised).toBe(Number.parseInt(process.versions.node, 10) < 22)
})

async function judged(AUTH_SECRET: string, PROVIDER = 'on') {
  const { signingKeys } = await query(examineDatabase)
  return judgeSigningKeys(signingKeys, doctorContext({ AUTH_SECRET, PROVIDER }))
}
