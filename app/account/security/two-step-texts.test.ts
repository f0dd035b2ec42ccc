import { expect, test } from '@/test/unit'
import { whatEnds, whatIsNeeded } from './two-step-texts'

const app = { since: '2026-11-22T09:33:00.000Z' }
const [works, doesNot] = [{ usable: true }, { usable: false }]

test('a login needs what the account has and what works at this site’s URL', () => {
  const needs = (authenticator_app: typeof app | null, ...passkeys: { usable: boolean }[]) =>
    whatIsNeeded({ authenticator_app, passkeys })
  expect(needs(app, works, doesNot)).toContain('you need a passkey, or your password and a code')
  expect(needs(null, works, doesNot)).toContain('you need a passkey. Your password alone isn’t enough.')
  expect(needs(app)).toContain('you need your password and a code from your authenticator app.')
  expect(needs(app, doesNot)).toBe(needs(app))
  expect(needs(null, doesNot)).toContain('you need your password and a recovery code.')
})

test('the page for turning off two-step login promises only passkeys that work here', () => {
  const promise = 'You can still log in with your passkeys.'
  for (const authenticator_app of [app, null]) {
    expect(whatEnds({ authenticator_app, passkeys: [works, doesNot] })).toContain(promise)
    expect(whatEnds({ authenticator_app, passkeys: [doesNot] })).not.toContain(promise)
    expect(whatEnds({ authenticator_app, passkeys: [] })).not.toContain(promise)
  }
})
