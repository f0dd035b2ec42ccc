import { expect, test } from '@/test/unit'
import { isSimplePassword } from './simple-password'

test('repeated characters, keyboard runs and the alphabet are simple, in either direction and any case [A7]', () => {
  const simple = [
    ...['88888888', '        ', '🦊🦊🦊🦊🦊🦊🦊🦊', 'éÉéÉéÉéÉ', 'abababab', '12312312', 'a1!a1!a1!a1!'],
    ...[
      '34567890',
      '98765432',
      '90123456',
      'tyuiopas',
      'QWERTZUIOP',
      'lkjhgfdsa',
      '2wsx3edc',
      'cdefghijkl',
      'zyxwvuts',
    ],
  ]
  for (const password of simple) expect([password, isSimplePassword(password.toLowerCase())]).toEqual([password, true])
})

test('a password that only begins like that is not simple', () => {
  for (const password of ['888888881', 'abcdefgh7', 'qwertyuX', 'abcdabcd', '48151623422', 'correct horse'])
    expect([password, isSimplePassword(password.toLowerCase())]).toEqual([password, false])
})
