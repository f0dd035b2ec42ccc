import { expect, test } from '@/test/unit'
import { neededToLogIn, suspendedInWords } from './what-is-needed'

const [app, codes, passkey] = (['authenticator-app', 'recovery-codes', 'passkey'] as const).map((kind) => ({ kind }))

test('what was suspended is counted, but recovery codes are always a set', () => {
  expect(suspendedInWords([app!])).toBe('an authenticator app')
  expect(suspendedInWords([passkey!, codes!, passkey!, codes!, app!])).toBe(
    'an authenticator app, recovery codes, and 2 passkeys',
  )
})

test('a login needs any one of the methods', () => {
  expect(neededToLogIn(['authenticator-app'], [])).toBe('your password and a code from your authenticator app')
  expect(neededToLogIn(['recovery-code'], [])).toBe('your password and a recovery code')
  expect(neededToLogIn(['passkey'], [])).toBe('a passkey')
  expect(neededToLogIn(['authenticator-app', 'passkey', 'recovery-code'], [])).toBe(
    'a passkey, or your password and a code from your authenticator app or a recovery code',
  )
})

test('where a newer one is suspended, the one from before is named', () => {
  expect(neededToLogIn(['authenticator-app', 'passkey', 'recovery-code'], [app!, codes!, passkey!])).toBe(
    'a passkey that you had before, or your password and a code from your previous authenticator app or one of your previous recovery codes',
  )
  expect(neededToLogIn(['authenticator-app', 'recovery-code'], [passkey!])).toBe(
    'your password and a code from your authenticator app or a recovery code',
  )
})
