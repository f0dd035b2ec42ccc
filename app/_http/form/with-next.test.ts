import fc from 'fast-check'
import { expect, test } from '@/test/unit'
import { safePath } from './safe-path'
import { withNext } from './with-next'

test('a link passes on where to go next, and is no longer than it needs to be', () => {
  expect(withNext('/login', '/account')).toBe('/login')
  expect(withNext('/register', '/login/app/abc')).toBe('/register?next=%2Flogin%2Fapp%2Fabc')
  expect(withNext('/login?notice=registered', '/account/email')).toBe(
    '/login?notice=registered&next=%2Faccount%2Femail',
  )
})

test('what it passes on is read back unchanged, and leads to this site alone [B13 P16]', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.webPath()), (text) => {
      const next = safePath(`/${text}`)
      const url = new URL(withNext('/login?sent', next), 'http://localhost:3000')
      const read = url.searchParams.get('next') ?? '/account'
      return url.origin === 'http://localhost:3000' && url.pathname === '/login' && read === next
    }),
  )
})
