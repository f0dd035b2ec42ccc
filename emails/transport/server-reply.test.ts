import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { fitReply } from './server-reply'

test('a reply is kept as the server gave it', () => {
  expect(fitReply('250 2.0.0 OK 1763850000 d9443c01a7336-1cc2 - gsmtp')).toBe(
    '250 2.0.0 OK 1763850000 d9443c01a7336-1cc2 - gsmtp',
  )
  for (const nothing of [undefined, '', ' \r\n']) expect(fitReply(nothing)).toBeUndefined()
})

test('characters that could control a terminal, end a line or break the database become spaces', () => {
  expect(fitReply('550 no\r\n\u001b[2J\u0000user\u009b\u202e here\u2028\ud800')).toBe('550 no [2J user here \ufffd')
})

test('links in an email that the server quotes are removed [C9]', () => {
  const token = `eyJhbGciOiJIUzI1NiJ9.${'eyJ'.repeat(20)}.c2lnbmF0dXJl`
  const reply = fitReply(`550 blocked: https://accounts.example.com/reset-password?token=${token} (${token})`)
  expect(reply).toBe('550 blocked: … (…')
})

test('a reply is cut to 500 whole characters', () => {
  const reply = fitReply('🔑'.repeat(251).padStart(503, 'a'))
  expect(reply).toHaveLength(500)
  expect(reply?.isWellFormed()).toBe(true)
})
