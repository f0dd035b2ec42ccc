import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { callerFrom } from './caller'

test('the caller’s IP address is the trusted one, never a header that anyone can send [B4]', () => {
  const spoofed = { 'x-forwarded-for': '6.6.6.6', 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6' }
  expect(callerFrom(new Headers(spoofed), 'api').ip).toBeUndefined()
  expect(callerFrom(new Headers({ ...spoofed, 'x-rekey-client-ip': '203.0.113.9' }), 'api').ip).toBe('203.0.113.9')
})

test('a caller also has the request ID, the route kind and a shortened User-Agent', () => {
  const headers = new Headers({ 'x-request-id': 'r-1', 'user-agent': 'x'.repeat(5_000) })
  expect(callerFrom(headers, 'browser')).toMatchObject({
    requestId: 'r-1',
    door: 'browser',
    userAgent: 'x'.repeat(300),
  })
})
