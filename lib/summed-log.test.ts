import { mock } from 'node:test'
import * as z from 'zod/mini'
import { aCaller } from '@/test/accounts/callers'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { log } from './log'
import { operation } from './operation'
import { ok } from './result'
import { isFirstToLog } from './summed-log'
import { perIp } from './throttle/budgets'
import { limitCalls } from './throttle/throttle'

const ip = '198.51.100.77'

test('of a flood, the log has the first throttled request for each operation [I4 L3]', async () => {
  const knock = async (name: string, times: number) => {
    const throttle = limitCalls(name, perIp(1, '1h'))
    const call = operation({ input: z.object({}), throttle, run: async () => ok({}) })
    for (let each = 0; each < times; each++) await call({}, { ...aCaller('api'), ip, requestId: `${name}-${each}` })
  }
  const lines = await withSettings({ RATE_LIMITS: 'on' }, () =>
    logLinesOf(async () => {
      await knock('first-door', 6)
      await knock('second-door', 3)
    }),
  )
  expect(lines).toMatchObject([
    { event: 'throttled', operation: 'first-door', request: 'first-door-1', ip },
    { event: 'throttled', operation: 'second-door', request: 'second-door-1' },
  ])
})

// Nothing is awaited while the clock is stopped, because a database connection and the runner's own timeout would never wake up.
test('a minute later the log says how many followed, and the next one is logged again [I4 L3]', async () => {
  const kind = { event: 'throttled', operation: 'third-door' }
  const logTimes = (times: number) => {
    for (let each = 0; each < times; each++) if (isFirstToLog(kind)) log().info({ ...kind, ip })
  }
  mock.timers.enable({ apis: ['setTimeout'] })
  const held = logLinesOf(async () => {
    logTimes(5)
    mock.timers.tick(60_000)
    logTimes(1)
    mock.timers.tick(60_000)
  })
  mock.timers.reset()
  expect(await held).toMatchObject([
    { ...kind, ip },
    { ...kind, more: 4, seconds: 60 },
    { ...kind, ip },
  ])
})
