import { mock } from 'node:test'
import * as z from 'zod/mini'
import { aCaller } from '@/test/accounts/callers'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { operation } from './operation'
import { ok } from './result'
import { perIp } from './throttle/budgets'
import { limitCalls } from './throttle/throttle'

test('of a flood the log names the first that is throttled and then how many followed, for each operation [I4 L3]', async () => {
  const knock = (name: string) => {
    const throttle = limitCalls(name, perIp(1, '1h'))
    return operation({ input: z.object({}), throttle, run: async () => ok({}) })
  }
  const caller = { ...aCaller('api'), ip: '198.51.100.77' }
  const callTimes = async (times: number, name: string) => {
    const call = knock(name)
    for (let each = 0; each < times; each++) await call({}, { ...caller, requestId: `${name}-${each}` })
  }
  mock.timers.enable({ apis: ['setTimeout'] })
  const lines = await withSettings({ RATE_LIMITS: 'on' }, () =>
    logLinesOf(async () => {
      await callTimes(6, 'first-door')
      await callTimes(2, 'second-door')
      mock.timers.tick(60_000)
      await callTimes(1, 'first-door')
      mock.timers.tick(60_000)
    }),
  ).finally(() => mock.timers.reset())
  expect(lines).toMatchObject([
    { event: 'throttled', operation: 'first-door', request: 'first-door-1', ip: caller.ip },
    { event: 'throttled', operation: 'second-door', request: 'second-door-1' },
    { event: 'throttled', operation: 'first-door', more: 4, seconds: 60 },
    { event: 'throttled', operation: 'first-door', request: 'first-door-0' },
  ])
})
