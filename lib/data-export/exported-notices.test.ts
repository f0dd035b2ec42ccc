import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { aNotice } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { exportData } from './export-data'

test('the export names the apps that were told, or are still to be told, of a logout [P39, G8]', async () => {
  const [user, other] = [await someone(), await someone()]
  const decidedAt = new Date()
  await aNotice({ sub: user.id, clientName: 'Chat', status: 'told', decidedAt })
  await aNotice({ sub: user.id })
  await aNotice({ sub: other.id })
  const result = await exportData({}, await aCallerOf(user))
  const exported = []
  if (result.ok) for await (const page of result.value.logout_notices) exported.push(...page)
  const created_at = expect.any(String)
  expect(exported).toHaveLength(2)
  expect(exported).toContainEqual({ app: 'Chat', status: 'told', created_at, decided_at: decidedAt.toISOString() })
  expect(exported).toContainEqual({ app: 'Wiki', status: 'queued', created_at, decided_at: null })
})
