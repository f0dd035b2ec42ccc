import { expect, test } from '@/test/unit'
import { wrongCodeText } from './wrong-code-text'

test('a code of an app that cannot be used leads to what can', () => {
  const app = { kind: 'authenticator-app', attemptsLeft: 3 } as const
  const none = { ...app, reason: 'no-app' } as const
  expect(wrongCodeText({ ...none, methods: ['passkey'] })).toBe(
    'Your account has no authenticator app. Use your passkey.',
  )
  expect(wrongCodeText({ ...none, methods: ['recovery-code'] })).toMatch(/Use a recovery code\.$/)
  const away = { ...app, reason: 'unavailable' } as const
  expect(wrongCodeText({ ...away, methods: ['passkey', 'recovery-code'] })).toBe(
    'Your authenticator app can’t be used at the moment. Use your passkey or a recovery code. 3 attempts are left.',
  )
})
