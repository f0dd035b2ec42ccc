import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { importsOf, isUnitTest, readTree } from './source-tree'

test('a password is checked only at a login and to confirm a change, so that nothing asks for less than these', () => {
  const checking = Object.entries(readTree())
    .filter(([file]) => !isUnitTest(file) && !/^(e2e|bench|test)\//.test(file))
    .filter(([file, source]) => importsOf(file, source).includes('/lib/passwords/verify-password'))
  expect(checking.map(([file]) => file).sort()).toEqual([
    'lib/confirmation/confirm-by-password.ts',
    'lib/sessions/login/login.ts',
  ])
})
