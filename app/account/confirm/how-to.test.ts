import { expect, test } from '@/test/unit'
import { howTo } from './how-to'

test('the page that confirms mentions a passkey only if the account has one that works here', () => {
  for (const twoStep of [true, false]) {
    expect(howTo({ twoStep, methods: ['authenticator-app', 'passkey'] })).toContain('use a passkey')
    expect(howTo({ twoStep, methods: ['authenticator-app'] })).not.toContain('passkey')
  }
  expect(howTo({ twoStep: false, methods: ['passkey'] })).toBe('Enter your password or use a passkey to continue.')
  expect(howTo({ twoStep: true, methods: ['passkey'] })).not.toContain('Enter your password')
})
