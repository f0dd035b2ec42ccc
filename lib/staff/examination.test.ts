import { aMemberAtWork } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { examineAsStaff, lastExamination } from './examination'

test('an admin examines the site once for several requests, and support neither does nor sees it [N4]', async () => {
  const [admin, support] = [await aMemberAtWork('admin'), await aMemberAtWork('support')]
  expect(await examineAsStaff({}, support.caller)).toMatchObject({ code: 'forbidden' })
  expect(lastExamination('admin')).toBeUndefined()
  const [one, other] = await Promise.all([examineAsStaff({}, admin.caller), examineAsStaff({}, admin.caller)])
  expect(one).toMatchObject({ value: { findings: expect.arrayContaining([expect.objectContaining({ level: 'ok' })]) } })
  expect(other).toEqual(one)
  expect(lastExamination('admin')).toEqual(one.ok && one.value)
  expect(lastExamination('support')).toBeUndefined()
})
