import { expect as plain } from 'expect'
import { expect as reporting } from 'playwright/test'

/**
 * The assertions of unit tests. Playwright's are made of the same library, and report each one, with a stack trace, as a step of a
 * test; that takes up to half a millisecond, and the tests of one run assert 50,000 times. Only those that say what they are about
 * (`message`) and `poll`, which waits for a value, are Playwright's.
 */
function assert<T>(actual: T, message?: string): ReturnType<typeof plain<T>> {
  return message === undefined ? plain(actual) : (reporting(actual, message) as never)
}

export const expect = Object.assign(assert, plain, { poll: reporting.poll })
