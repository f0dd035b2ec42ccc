import { expect, test } from 'playwright/test'
import { callerFrom } from './caller'

test('the caller’s address is the believed one, never a header that anybody may send [B4]', () => {
  const spoofed = { 'x-forwarded-for': '6.6.6.6', 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6' }
  expect(callerFrom(new Headers(spoofed), 'api').ip).toBeUndefined()
  expect(callerFrom(new Headers({ ...spoofed, 'x-rekey-client-ip': '203.0.113.9' }), 'api').ip).toBe('203.0.113.9')
})

test('the rest is the request’s id, the door, and not too much of the program’s name', () => {
  const headers = new Headers({ 'x-request-id': 'r-1', 'user-agent': 'x'.repeat(5_000) })
  expect(callerFrom(headers, 'browser')).toMatchObject({
    requestId: 'r-1',
    door: 'browser',
    userAgent: 'x'.repeat(300),
  })
})
