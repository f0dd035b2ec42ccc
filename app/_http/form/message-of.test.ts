import { fail, titleOf } from '@/lib/result'
import { expect, test } from '@/test/unit'
import { messageOf } from './message-of'

test('a page says what to do after a refused passkey, and the title of the refusal stays as it is', () => {
  expect(messageOf(fail('passkey-refused'))).toBe('This passkey wasn’t accepted. Try again, or use another way.')
  expect(titleOf('passkey-refused')).toBe('This passkey wasn’t accepted.')
  expect(messageOf(fail('wrong-code'))).toBe(titleOf('wrong-code'))
})
