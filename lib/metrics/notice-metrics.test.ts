import { sql } from 'drizzle-orm'
import { Registry } from 'prom-client'
import { query } from '@/db/connection/client'
import { logoutNotices } from '@/db/provider/login-tables'
import { deliverLogout } from '@/lib/provider/logout/deliver-logout'
import { aNotice } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { metrics, startMetrics } from './metrics'
import { addNoticeMetrics } from './notice-metrics'

test('the metrics count the logouts of which apps are still to be told, and each attempt [P39]', async () => {
  await query((db) => db.delete(logoutNotices))
  const later = await aNotice({ nextAttemptAt: sql`now() + interval '1 hour'` as never })
  await aNotice()
  await aNotice()
  await aNotice({ status: 'failed' })
  const registry = new Registry()
  addNoticeMetrics(registry)
  expect(await registry.metrics()).not.toContain('state=')
  await withSettings({ PROVIDER: 'on', METRICS_TOKEN: 'm'.repeat(32) }, async () => {
    const text = await registry.metrics()
    expect(text).toContain('rekey_logout_notices_queued{state="due"} 2')
    expect(text).toContain('rekey_logout_notices_queued{state="later"} 1')
    await startMetrics()
    await deliverLogout({ ...later, attempts: 1 })
    expect(await metrics()!.registry.metrics()).toContain('rekey_logout_notices_total{outcome="postponed"} 1')
  })
})
