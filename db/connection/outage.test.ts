import { expect, test } from 'playwright/test'
import { isOutage } from './outage'

const passing = {
  'the server is not there': ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', 'CONNECT_TIMEOUT'],
  'the connection broke': ['ECONNRESET', 'EPIPE', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', '08006', '08P01'],
  'the server is full': ['53300', '53200'],
  'the server goes or comes': ['57P01', '57P02', '57P03'],
  'it took too long': ['57014', '55P03', '25P03'],
  'two stood in each other’s way': ['40001', '40P01'],
}
for (const [what, codes] of Object.entries(passing)) {
  test(`that ${what} may pass by itself [J1]`, () => {
    for (const code of codes) expect([code, isOutage(withCode(code))]).toEqual([code, true])
  })
}

test('a fault of ours stays one however often it is tried', () => {
  for (const code of ['23505', '23503', '22P02', '22021', '42P01', '42601', '28P01', '3D000', 'ENOENT', '', '080'])
    expect([code, isOutage(withCode(code))]).toEqual([code, false])
})

test('an outage is found however deep it lies', () => {
  const wrapped = new Error('Failed query', { cause: new Error('wrapped', { cause: withCode('ECONNREFUSED') }) })
  expect(isOutage(wrapped)).toBe(true)
})

test('what is no error at all is no outage', () => {
  for (const thrown of [undefined, null, 'ECONNREFUSED', { code: 'ECONNREFUSED' }]) expect(isOutage(thrown)).toBe(false)
})

function withCode(code: string): Error {
  return Object.assign(new Error('told by the driver'), { code })
}
