import { questionToken } from '@/lib/doctor/site/self-report'
import { expect, test } from '@/test/unit'
import { isTrialCode, trialCode } from './trial-code'

test('only a code that this installation signed for a trial is one', async () => {
  const code = await trialCode()
  expect(await isTrialCode(code)).toBe(true)
  const question = await questionToken(crypto.randomUUID())
  for (const other of [question, `${code}x`, code.replace(/\.[^.]+$/, '.'), 'made-up', '', undefined, ['x'], {}])
    expect(await isTrialCode(other), String(other)).toBe(false)
})
