import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { isOutage, isTurnedAway, mayBeElsewhere } from './outage'

const passing = {
  'the server is not there': ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ETIMEDOUT', 'CONNECT_TIMEOUT'],
  'the connection broke': ['ECONNRESET', 'EPIPE', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', '08006', '08P01'],
  'the server is full': ['53000', '53100', '53200', '53300', '53400'],
  'the server goes or comes': ['57P01', '57P02', '57P03', '57P04', '57P05'],
  'the database is closed': ['55000', '55006'],
  'the server accepts no writes': ['25006'],
  'the disk or the system of the server is at fault': ['58000', '58030', '58P01'],
  'it took too long': ['57014', '55P03', '25P03'],
  'two stood in each other’s way': ['40001', '40P01'],
}
for (const [what, codes] of Object.entries(passing)) {
  test(`an outage: ${what} [J1]`, () => {
    for (const code of codes) expect([code, isOutage(withCode(code))]).toEqual([code, true])
  })
}

test('our own faults are not outages', () => {
  for (const code of ['23505', '23503', '22P02', '22021', '42P01', '42601', '28P01', '3D000', 'ENOENT', '', '080'])
    expect([code, isOutage(withCode(code))]).toEqual([code, false])
})

test('a system error while connecting is an outage, and elsewhere it is not', () => {
  for (const code of ['EMFILE', 'EADDRNOTAVAIL', 'ENOENT']) {
    const failed = (syscall: string) => Object.assign(withCode(code), { syscall })
    expect([code, isOutage(failed('connect')), isOutage(failed('open'))]).toEqual([code, true, false])
  }
})

test('a refused connection is distinguished from a refused statement', () => {
  const said = (severity: string) =>
    new Error('Failed query', { cause: Object.assign(withCode('42501'), { severity }) })
  expect([isTurnedAway(said('FATAL')), isTurnedAway(said('ERROR'))]).toEqual([true, false])
  expect([isTurnedAway(withCode('CERT_HAS_EXPIRED')), isTurnedAway(withCode('23505'))]).toEqual([true, false])
})

test('another server is tried if this one is gone or accepts no writes, but not if it is full', () => {
  for (const code of ['25006', '57P01', '57P03', 'ECONNREFUSED', 'ENOTFOUND', 'CONNECTION_CLOSED'])
    expect([code, mayBeElsewhere(withCode(code))]).toEqual([code, true])
  for (const code of ['53300', '55000', '40001', '23505', ''])
    expect([code, mayBeElsewhere(withCode(code))]).toEqual([code, false])
})

test('an outage is found at any depth of causes', () => {
  const wrapped = new Error('Failed query', { cause: new Error('wrapped', { cause: withCode('ECONNREFUSED') }) })
  expect(isOutage(wrapped)).toBe(true)
})

test('a value that is not an error is not an outage', () => {
  for (const thrown of [undefined, null, 'ECONNREFUSED', { code: 'ECONNREFUSED' }]) expect(isOutage(thrown)).toBe(false)
})

function withCode(code: string): Error {
  return Object.assign(new Error('told by the driver'), { code })
}
