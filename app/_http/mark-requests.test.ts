import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@/e2e/support/unit'
import { markRequests } from './mark-requests'

test('every request gets an id and an address of ours, whatever it claimed to have [B4, I4]', async () => {
  markRequests()
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers))).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const claims = { 'x-request-id': 'forged', 'x-rekey-client-address': '6.6.6.6', 'x-forwarded-for': '6.6.6.6' }
  const [first, second] = await Promise.all([fetch(url, { headers: claims }), fetch(url, { headers: claims })])
  const seen = (await first.json()) as Record<string, string>
  expect(seen['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  expect(seen['x-rekey-client-address']).toBe('127.0.0.1')
  expect(first.headers.get('x-request-id')).toBe(seen['x-request-id'])
  expect(second.headers.get('x-request-id')).not.toBe(seen['x-request-id'])
  await second.text()
  server.close()
})
