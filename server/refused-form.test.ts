import type { IncomingMessage } from 'node:http'
import { log } from '@/lib/log'
import { expect, test } from '@/test/unit'
import { logRefusedForm } from './refused-form'

test('each refused form has a line in the log, and a flood of them has one more', async () => {
  const lines: object[] = []
  const { info } = log()
  log().info = ((line: object) => lines.push(line)) as never
  const request = { url: '/login?x', headers: { 'x-request-id': 'one' } } as unknown as IncomingMessage
  for (let i = 0; i < 50; i++) logRefusedForm(request, 'form.refused', 'cross-site')
  await expect.poll(() => lines.length, { timeout: 3_000 }).toBe(21)
  log().info = info
  expect(lines[0]).toEqual({ event: 'form.refused', path: '/login', request: 'one', code: 'cross-site' })
  expect(lines[20]).toEqual({ event: 'form.refused', more: 30 })
})
