import { aPerson } from '@/e2e/support/steps/person'
import { takesLonger } from '@/e2e/support/takes-longer'
import { rememberDevice } from '@/lib/devices/known-devices'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { expect, test } from '@/test/unit'
import { perDevice } from './budgets'

const forged = Array.from({ length: 5 }, () => `${'eyJhbGciOiJIUzI1NiJ9.e30.'}${'A'.repeat(43)}`).join('~')
const subjectOf = (device: string | undefined, email: string) =>
  perDevice(10, '15m').subject({ caller: { ...aCaller('browser'), device }, email })

test('the cost of reading a browser’s cookie does not show whether the email typed has an account [B1]', async () => {
  const [user, other] = [await someone(), await someone()]
  for (const device of [undefined, 'x', forged, await rememberDevice(undefined, other.id)]) {
    const known = await statementsOf(async () => subjectOf(device, user.email))
    expect(await statementsOf(async () => subjectOf(device, aPerson().email))).toEqual(known)
    expect(await subjectOf(device, user.email)).toBeUndefined()
  }
  expect(await subjectOf(await rememberDevice(undefined, user.id), user.email)).toEqual(expect.any(String))
})

test('five forged tokens take the same time whether or not the email has an account [B1]', async () => {
  const { email } = await someone()
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < 60; round++) {
    for (const [place, typed] of [email, aPerson().email].entries()) {
      const begun = performance.now()
      await subjectOf(forged, typed)
      times[place]!.push(performance.now() - begun)
    }
  }
  expect(takesLonger(times[0], times[1], 1.2)).toBe(false)
})
