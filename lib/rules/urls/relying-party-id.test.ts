import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isDomainOfHost, isIpAddress } from './relying-party-id'

test('a domain fits its own host and hosts below it', () => {
  const fitting = [
    ['localhost', 'localhost'],
    ['accounts.example.com', 'accounts.example.com'],
    ['example.com', 'accounts.example.com'],
    ['example.com', 'a.b.example.com'],
  ] as const
  for (const [domain, host] of fitting) expect([domain, isDomainOfHost(domain, host)]).toEqual([domain, true])
})

test('a domain fits no host beside it, above it or of another name, and no IP address', () => {
  const unfitting = [
    ['accounts.example.com', 'example.com'],
    ['example.com', 'myexample.com'],
    ['example.com', 'example.com.evil.test'],
    ['other.example.com', 'accounts.example.com'],
    ['com', 'example.com'],
    ['localhost', 'app.localhost'],
    ['203.0.113.7', '203.0.113.7'],
    ['113.7', '203.0.113.7'],
    ['[2001:db8::7]', '[2001:db8::7]'],
  ] as const
  for (const [domain, host] of unfitting) expect([domain, isDomainOfHost(domain, host)]).toEqual([domain, false])
})

test('IP addresses are told from names', () => {
  for (const host of ['127.0.0.1', '[::1]', '[2001:db8::7]']) expect(isIpAddress(host)).toBe(true)
  for (const host of ['localhost', 'example.com', '1.2.3.4.example.com']) expect(isIpAddress(host)).toBe(false)
})
