import { expect, test } from '@/test/unit'
import { decisionNotice } from './decision-texts'

test('the notice names what was kept or removed', () => {
  expect(decisionNotice({ kept: 'passkey' })).toBe('The passkey that you kept works again.')
  expect(decisionNotice({ kept: 'authenticator-app' })).toContain('The authenticator app that you kept')
  expect(decisionNotice({ kept: 'recovery-codes' })).toContain('The recovery codes that you kept')
  expect(decisionNotice({ 'suspended-removed': 'passkey' })).toContain('The suspended passkey was removed.')
  expect(decisionNotice({ 'suspended-removed': 'authenticator-app' })).toContain('authenticator app was removed.')
  expect(decisionNotice({ 'suspended-removed': 'recovery-codes' })).toContain('recovery codes were removed.')
})

test('a URL that names no kind has no notice', () => {
  for (const kind of [undefined, '', 'two-step', 'constructor', '__proto__', ['passkey', 'passkey']])
    for (const param of ['kept', 'suspended-removed', 'off']) expect(decisionNotice({ [param]: kind })).toBeUndefined()
})
