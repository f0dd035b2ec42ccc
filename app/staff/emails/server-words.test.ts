import { expect, test } from '@/test/unit'
import { saidOf } from './server-words'

const unreached = 'The mail server could not be reached.'
const refused = 'The mail server did not take the email.'
const errors: [string, string | undefined][] = [
  ['SMTP: ESOCKET CONN connect ECONNREFUSED 127.0.0.1:25', unreached],
  ['SMTP: EDNS CONN getaddrinfo ENOTFOUND mail.example.com', unreached],
  ['SMTP: ETIMEDOUT CONN Connection timeout', unreached],
  ['SMTP: EPROTOCOL CONN 421', refused],
  ['SMTP: EAUTH AUTH PLAIN 535', refused],
  ['Resend: rate_limit_exceeded (429)', refused],
  ['its link was used or replaced', undefined],
]

for (const [last_error, says] of errors)
  test(`“${last_error}” is introduced by ${says ?? 'nothing'}`, () => {
    expect(saidOf({ server_reply: null, last_error })).toEqual({ ...(says && { says }), words: last_error })
  })

test('the reply of a server comes first, and without a reply or an error there is nothing to say', () => {
  expect(saidOf({ server_reply: '451 Later', last_error: 'SMTP: EENVELOPE RCPT TO 451' })).toEqual({
    words: '451 Later',
  })
  expect(saidOf({ server_reply: null, last_error: null })).toBeUndefined()
})
