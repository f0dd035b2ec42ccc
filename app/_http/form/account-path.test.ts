import { hostilePaths } from '@/test/hostile-paths'
import { expect, test } from '@/test/unit'
import { accountPath } from './account-path'

test('a page of the account is followed', () => {
  for (const next of [
    '/account',
    '/account/delete',
    '/account?saved',
    '/account#top',
    '/account/confirm?next=/account',
  ])
    expect(accountPath(next)).toBe(next)
})

test('any other path leads to the account instead, also one that only begins like it [B13]', () => {
  const others = ['/', '/login', '/accounts', '/account-x', '/oauth/authorize', '/account/../login', '/login/app/abc']
  for (const next of [...others, ...hostilePaths, undefined, 7, ['/account/delete']])
    expect([next, accountPath(next)]).toEqual([next, '/account'])
})
